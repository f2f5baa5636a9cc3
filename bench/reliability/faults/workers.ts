import { setTimeout as sleep } from 'node:timers/promises'
import { type Fault, type Outcome, together } from '../kit/fault.ts'
import type { Target } from '../kit/target.ts'
import { Traffic } from '../kit/traffic.ts'

const harm = 'requests that were reset, not answered within 5 s, or answered other than 200'

export const killedWorker: Fault = {
  name: 'sigkill-worker',
  title: 'SIGKILL of one of two workers',
  injected:
    'Eight clients send, SIGKILL to a worker every three seconds: three times where they keep their connections, three times with new ones.',
  harm: `${harm}. What the worker had read when it was killed counts too, though no server can save it`,
  async run(target) {
    return together([await killThrice(target, true), await killThrice(target, false)])
  },
}

async function killThrice(target: Target, kept: boolean): Promise<Outcome> {
  const server = await target.start({ workers: 2 })
  const clients = new Traffic(target, server.url, { kept })
  for (let i = 0; i < 3; i++) {
    await sleep(1000)
    const worker = server.processes().at(-1)
    if (worker !== undefined) process.kill(worker, 'SIGKILL')
    await sleep(2000)
  }
  await clients.stop()
  await server.stop()
  return { harmed: clients.lost + clients.wrong, tries: clients.taken, notes: clients.notes() }
}

export const stoppedWorker: Fault = {
  name: 'sigstop-worker',
  title: 'SIGSTOP of one of two workers',
  injected:
    'Eight clients with new connections; a worker is stopped and stays so for 15 s, as one that a request blocks would.',
  harm,
  async run(target) {
    const server = await target.start({ workers: 2 })
    const clients = new Traffic(target, server.url, { kept: false })
    await sleep(1000)
    const worker = server.processes().at(-1)
    if (worker !== undefined) process.kill(worker, 'SIGSTOP')
    await sleep(10_000)
    const before = clients.lost
    await sleep(5000)
    const replaced = clients.lost === before
    if (worker !== undefined) resume(worker)
    await clients.stop()
    await server.stop()
    const notes = [...clients.notes(), ...(replaced ? [] : ['still failing after 10 s'])]
    return { harmed: clients.lost + clients.wrong, tries: clients.taken, notes }
  },
}

/** A worker that was replaced is no more. */
export function resume(worker: number): void {
  try {
    process.kill(worker, 'SIGCONT')
  } catch {}
}
