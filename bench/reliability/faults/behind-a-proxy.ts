import type { Fault } from '../kit/fault.ts'
import { type Sending, send } from '../kit/send.ts'

const limit = 30

export const behindAProxy: Fault = {
  name: 'behind-a-proxy',
  title: 'Anonymous callers behind a proxy',
  injected: `A limit of ${limit} requests a minute and TRUST_PROXY=1: one caller uses it up, then ten others send one request each, all with an X-Forwarded-For of their own. Then, without TRUST_PROXY, one client sends ${2 * limit} requests and claims another address with each.`,
  harm: 'of the ten, those that were refused; of the last, those beyond the limit that were answered',
  servers: ['before', 'after'],
  async run(target) {
    const env = { MAX_REQUESTS_PER_MINUTE: String(limit) }
    const behind = await target.start({ env: { ...env, TRUST_PROXY: '1' } })
    for (let i = 0; i < limit + 10; i++) await send(behind.url, from('198.51.100.1'))
    let refused = 0
    for (let i = 0; i < 10; i++) if ((await send(behind.url, from(`203.0.113.${i}`))).ending !== 200) refused++
    await behind.stop()
    const open = await target.start({ env })
    let answered = 0
    for (let i = 0; i < 2 * limit; i++) if ((await send(open.url, from(`203.0.113.${i}`))).ending === 200) answered++
    await open.stop()
    const beyond = Math.max(0, answered - limit)
    return {
      harmed: refused + beyond,
      tries: 10 + limit,
      notes: refused > 0 ? [`${refused} of 10 other callers refused`] : [],
    }
  },
}

function from(address: string): Sending {
  return { method: 'GET', path: '/status', headers: { 'x-forwarded-for': address } }
}
