import { setTimeout as sleep } from 'node:timers/promises'
import { type Fault, type Outcome, together } from '../kit/fault.ts'
import type { Target } from '../kit/target.ts'
import { Traffic, type TrafficOptions } from '../kit/traffic.ts'

const patienceMs = 12_000

/** SIGTERM while clients send: a rollout, a node that is drained, a pod that is moved. */
export const ends: readonly Fault[] = [
  { kept: true, lanes: 16, name: 'sigterm-kept', of: 'clients that keep their connections' },
  { kept: false, lanes: 64, name: 'sigterm-new', of: 'clients with a new connection for each request' },
].map(({ kept, lanes, name, of }) => ({
  name,
  title: `SIGTERM under load, ${of}`,
  injected: `${lanes} ${of} send without a pause; SIGTERM after a second. Twice with one worker, twice with two.`,
  harm: 'requests that were reset, not answered within 5 s, or answered other than 200; a connection that is refused is none',
  async run(target: Target) {
    const outcomes: Outcome[] = []
    for (const workers of [1, 1, 2, 2] as const) outcomes.push(await endOnce(target, workers, { kept, lanes }))
    return together(outcomes)
  },
}))

async function endOnce(
  target: Target,
  workers: 1 | 2,
  clientsAre: Pick<TrafficOptions, 'kept' | 'lanes'>,
): Promise<Outcome> {
  const server = await target.start({ workers })
  const clients = new Traffic(target, server.url, { ...clientsAre, pauseMs: 0, untilRefused: true })
  await sleep(1000)
  server.signal('SIGTERM')
  await Promise.race([server.ended, sleep(patienceMs)])
  const hangs = !server.hasEnded
  if (hangs) server.signal('SIGKILL')
  await clients.stop()
  return {
    harmed: clients.lost + clients.wrong,
    tries: clients.taken,
    notes: [
      ...clients.notes().map((note) => `${note} (${workers === 1 ? 'one worker' : 'two workers'})`),
      ...(hangs ? [`had not ended after ${patienceMs / 1000} s`] : []),
    ],
  }
}
