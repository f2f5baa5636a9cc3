import { setTimeout as sleep } from 'node:timers/promises'
import type { Server } from '../../kit/server.ts'
import type { Fault } from '../kit/fault.ts'
import { send } from '../kit/send.ts'
import { StoreServer } from '../kit/store-server.ts'
import { Traffic } from '../kit/traffic.ts'
import { TamperedStore } from '../kit/versions.ts'

export const storeAway: Fault = {
  name: 'store-away',
  title: 'The store goes away',
  injected:
    'The HTTP store does not answer for 25 s while clients send; meanwhile another version becomes current in it.',
  harm: 'requests that failed; no line in the log within 15 s; nothing in /metrics that says so within 20 s; the new version not in use 10 s after the store is back',
  servers: ['before', 'after'],
  async run(target) {
    if (target.checkout === undefined) throw new Error('only Slipway has a store')
    const tampered = await TamperedStore.of(target.checkout)
    const store = await StoreServer.of(tampered.folder)
    const server = await target.start({ env: { MODEL_STORE: store.url }, keepLines: true })
    const clients = new Traffic(target, server.url, { lanes: 2, pauseMs: 20 })
    await sleep(1000)
    const before = await storeMetrics(server)
    const lines = warnings(server)
    store.isSilent = true
    const next = tampered.addForged(() => {})
    tampered.use(next)
    await sleep(15_000)
    const said = warnings(server) > lines
    await sleep(5000)
    const counted = (await storeMetrics(server)) !== before
    await sleep(5000)
    store.isSilent = false
    store.closeConnections()
    await sleep(10_000)
    const { body } = await send(server.url, target.request)
    const swapped = body.includes(next)
    await clients.stop()
    await server.stop()
    store.close()
    const failed = [
      ...(said ? [] : ['no line in the log within 15 s']),
      ...(counted ? [] : ['nothing in /metrics']),
      ...(swapped ? [] : ['the new version is not in use 10 s after']),
    ]
    const harmed = clients.lost + clients.wrong + failed.length
    return { harmed, tries: clients.taken + 3, notes: [...clients.notes(), ...failed] }
  },
}

function warnings({ lines }: Server): number {
  return lines.filter((line) => /"level":"(warn|error)"/.test(line)).length
}

/** The lines of /metrics about models and their store, without those that count time and predictions. */
async function storeMetrics(server: Server): Promise<string> {
  const { body } = await send(server.url, { method: 'GET', path: '/metrics' })
  const lines = body.split('\n').filter((line) => /^ml_\w*(model|store|look|poll|refresh)/.test(line))
  return lines.filter((line) => !/_seconds|request|prediction/.test(line)).join('\n')
}
