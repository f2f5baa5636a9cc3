import { likely } from '../../../services/purchase-predict/checks/content.ts'
import type { Fault } from '../kit/fault.ts'
import { attack } from '../kit/hostile.ts'
import { known } from '../kit/target.ts'

/** A data frame as pandas writes it, in a string, with as many cells as fit: numbers are 0, categories missing. */
function frame(rows: number): string {
  const columns = Object.entries(likely).map(([name, value]) => {
    const cell = typeof value === 'number' ? '0' : 'null'
    return `${JSON.stringify(name)}:{${Array.from({ length: rows }, (_, row) => `"${row}":${cell}`).join(',')}}`
  })
  return JSON.stringify(`{${columns.join(',')}}`)
}

export const threeFrames: Fault = {
  name: 'three-frames',
  title: 'Three data frames of 14.6 MB at once',
  injected:
    'Three frames of 14.6 MB sent to purchase-predict at once, in a container of 512 MB and half a core, while another client sends a frame of one row.',
  harm: "other clients' small requests that failed, probes of liveness that took over 500 ms, and the end of the server",
  servers: ['before', 'after'],
  async run(target) {
    const request = { method: 'POST', path: '/predict', headers: { 'content-type': 'application/json' } } as const
    const shop = await known({
      ...target,
      request: { ...request, body: frame(1) },
      start: (options) => target.start({ ...options, service: 'purchase-predict' }),
    })
    const large = frame(97_000)
    return attack(
      shop,
      [large, large, large].map((body) => ({ ...request, body })),
    )
  },
}
