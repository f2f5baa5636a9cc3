import { setTimeout as sleep } from 'node:timers/promises'
import { type Fault, type Outcome, together } from '../kit/fault.ts'
import { send } from '../kit/send.ts'
import { StoreServer } from '../kit/store-server.ts'
import type { Target } from '../kit/target.ts'
import { Traffic } from '../kit/traffic.ts'

export const slowLoading: Fault = {
  name: 'slow-loading',
  title: 'Requests while models load slowly',
  injected:
    'Two workers whose models take seconds to load (Slipway: from an HTTP store that takes 300 ms for each file; the others: 2 s more). Four clients send from the start on, as a pool does that only looks whether somebody listens.',
  harm: 'requests that were answered other than 200, reset, or not answered within 10 s; a connection that is refused is none',
  async run(target) {
    const store = target.checkout && (await StoreServer.of(await target.checkout.trained('park-sentiment')))
    if (store) store.delayMs = 300
    const env = { LOAD_SECONDS: '2', ...(store && { MODEL_STORE: store.url }) }
    const server = await target.start({ workers: 2, wait: false, env })
    const clients = new Traffic(target, server.url, { lanes: 4, kept: false, timeoutMs: 10_000, pauseMs: 20 })
    await server.untilReady(target.ready)
    await sleep(2000)
    await clients.stop()
    await server.stop()
    store?.close()
    return { harmed: clients.lost + clients.wrong, tries: clients.taken, notes: clients.notes() }
  },
}

export const readyMeansEveryWorker: Fault = {
  name: 'ready-workers',
  title: 'Ready with two workers',
  injected: 'Six starts with two workers; readiness is asked every 5 ms, and 300 times more after the first 200.',
  harm: 'after the first 200: other answers than 200',
  async run(target) {
    const outcomes: Outcome[] = []
    for (let start = 0; start < 6; start++) outcomes.push(await startOnce(target))
    return together(outcomes)
  },
}

async function startOnce(target: Target): Promise<Outcome> {
  const server = await target.start({ workers: 2, wait: false })
  const ask = () => send(server.url, { method: 'GET', path: target.ready })
  while ((await ask()).ending !== 200) await sleep(5)
  let harmed = 0
  for (let i = 0; i < 300; i++) {
    if ((await ask()).ending !== 200) harmed++
    await sleep(2)
  }
  await server.stop()
  return { harmed, tries: 300, notes: [] }
}
