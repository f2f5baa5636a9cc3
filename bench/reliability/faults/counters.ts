import { setTimeout as sleep } from 'node:timers/promises'
import type { Server } from '../../kit/server.ts'
import type { Fault, Outcome } from '../kit/fault.ts'
import { send } from '../kit/send.ts'
import type { Target } from '../kit/target.ts'
import { resume } from './workers.ts'

const requests = 400

/** What Prometheus adds up: how many predictions were asked for. */
const counters = {
  before: /^ml_requests_total\{/,
  after: /^ml_requests_total\{/,
  BentoML: /^bentoml_service_request_total\{/,
  Flask: /^$/,
}

export const counterOfDeadWorker = counterFault(
  'counter-dead-worker',
  'Counters in /metrics when a worker dies',
  'SIGKILL',
)
export const counterOfSilentWorker = counterFault(
  'counter-silent-worker',
  'Counters in /metrics when a worker is silent for 2 s',
  'SIGSTOP',
)

function counterFault(name: string, title: string, signal: 'SIGKILL' | 'SIGSTOP'): Fault {
  return {
    name,
    title,
    injected: `${requests} requests to two workers, then ${signal} to one of them; /metrics is read every tenth of a second for 5 s.`,
    harm: 'readings of the number of requests that were below what was there before, or missing',
    // A server in Flask has no metrics unless somebody writes them.
    servers: ['before', 'after', 'BentoML'],
    run: (target) => countWhile(target, signal),
  }
}

async function countWhile(target: Target, signal: 'SIGKILL' | 'SIGSTOP'): Promise<Outcome> {
  const server = await target.start({ workers: 2 })
  for (let i = 0; i < requests; i++) await send(server.url, target.request)
  await sleep(500)
  const before = await counted(target, server)
  const worker = server.processes().at(-1)
  if (worker !== undefined) process.kill(worker, signal)
  const silent = setTimeout(() => worker !== undefined && resume(worker), 2000)
  const readings: Promise<number | undefined>[] = []
  // None waits for the one before: a silent worker would hold them all.
  for (const until = performance.now() + 5000; performance.now() < until; await sleep(100)) {
    readings.push(counted(target, server))
  }
  const counts = await Promise.all(readings)
  clearTimeout(silent)
  await server.stop()
  const expected = before ?? requests
  const lower = counts.filter((count) => count !== undefined && count < expected)
  const missing = counts.filter((count) => count === undefined).length
  return {
    harmed: lower.length + missing,
    tries: counts.length,
    notes: [
      ...(lower.length > 0 ? [`from ${expected} to ${Math.min(...lower.map(Number))}`] : []),
      ...(missing > 0 ? [`${missing} missing`] : []),
    ],
  }
}

async function counted({ name }: Target, server: Server): Promise<number | undefined> {
  const { ending, body } = await send(server.url, { method: 'GET', path: '/metrics' }, { timeoutMs: 5000 })
  if (ending !== 200) return undefined
  const lines = body.split('\n').filter((line) => counters[name].test(line) && line.includes('/predict'))
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}
