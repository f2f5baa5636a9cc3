import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { listenMs, patienceMs } from '../service/drain-times.ts'
import type { ServerState } from './context.ts'

/** Whether every request under way was answered. */
export type Drained = 'drained' | 'given up'

/** Lets a server end: not ready at once, requests under way are answered, keep-alive connections closed. */
export async function drain(app: FastifyInstance, state: ServerState): Promise<Drained> {
  state.draining = true
  app.server.closeIdleConnections()
  const listenUntil = performance.now() + listenMs
  while (state.inFlight > 0 && performance.now() < listenUntil) await sleep(10)
  const closed = app.close().then(() => 'drained' as const)
  const result = await Promise.race([closed, sleep(patienceMs, 'given up' as const, { ref: false })])
  if (result === 'given up') app.server.closeAllConnections()
  return result
}
