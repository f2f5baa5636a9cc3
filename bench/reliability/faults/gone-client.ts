import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault } from '../kit/fault.ts'
import { send } from '../kit/send.ts'
import { servingTweets } from '../kit/target.ts'
import { posted } from './hostile-bodies.ts'

/** Longer than that nobody waits here for work to end. */
const patienceMs = 20_000

export const goneClient: Fault = {
  name: 'gone-client',
  title: 'A client that goes away',
  injected: 'A request of 20,000 inputs to be explained, three times; the client closes its connection after 300 ms.',
  harm: 'requests that were worked on for more than a second after their client had gone',
  async run(park) {
    const target = await servingTweets(park)
    const server = await target.start()
    await send(server.url, target.request)
    const body = `{"inputs":[${'"good day, bad weather",'.repeat(19_999)}"good day"],"explain":true}`
    let harmed = 0
    let longest = 0
    for (let i = 0; i < 3; i++) {
      await send(server.url, posted(target, body), { timeoutMs: 300 })
      const gone = performance.now()
      await Promise.race([server.settle(), sleep(patienceMs)])
      const seconds = (performance.now() - gone) / 1000
      // `settle` itself looks twice, a fifth of a second apart.
      if (seconds > 1.2) harmed++
      longest = Math.max(longest, seconds)
    }
    await server.stop()
    return { harmed, tries: 3, notes: harmed > 0 ? [`worked on for up to ${longest.toFixed(0)} s`] : [] }
  },
}
