import { setTimeout as sleep } from 'node:timers/promises'
import type { Outcome } from './fault.ts'
import { type Sending, send } from './send.ts'
import type { Target } from './target.ts'
import { Traffic } from './traffic.ts'
import { LiveWatch } from './watch-live.ts'

/** The limits of a pod, as the issue that found these faults had them. */
export const pod = { memoryMb: 512, cpus: 0.5 }
/** How long a hostile request is waited for. */
const patienceMs = 25_000

/**
 * Sends hostile requests, all at once, to a server in a container of a pod's size while somebody else sends small ones
 * and somebody asks whether it lives.
 */
export async function attack(target: Target, requests: readonly Sending[]): Promise<Outcome> {
  const server = await target.start({ confined: pod })
  // The first check of a password takes longer than any other request.
  await send(server.url, target.request)
  const others = new Traffic(target, server.url, { lanes: 1, pauseMs: 100 })
  const live = new LiveWatch(target, server.url)
  await sleep(500)
  const answers = Promise.all(requests.map((request) => send(server.url, request, { timeoutMs: patienceMs })))
  await Promise.race([answers, server.ended])
  // A connection that breaks is seen before the end of the process that broke it.
  await Promise.race([server.ended, sleep(1000)])
  const died = server.hasEnded
  await Promise.all([others.stop(), live.stop()])
  const endings = (await answers).map(({ ending }) => ending)
  if (!server.hasEnded) await server.stop()
  return {
    harmed: others.lost + others.wrong + live.late + (died ? 1 : 0),
    tries: others.taken + live.probes + 1,
    notes: [
      ...(died
        ? [`the server ended (${(await server.ended) === 137 ? 'killed for memory' : await server.ended})`]
        : []),
      `answered ${endings.join(', ')}`,
      ...live.notes(),
      ...others.notes(),
    ],
  }
}
