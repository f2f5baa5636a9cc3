import type { Socket } from 'node:net'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { listenMs, patienceMs } from '../service/drain-times.ts'
import type { ServerState } from './context.ts'

/** Whether every request under way was answered. */
export type Drained = 'drained' | 'given up'

/** So long nobody new may have come before the door is closed, and so long that is waited for. */
const quietMs = 50
const untilQuietMs = 500

/** Lets a server end: not ready at once, requests under way are answered, keep-alive connections closed. */
export async function drain(app: FastifyInstance, state: ServerState): Promise<Drained> {
  state.draining = true
  app.server.closeIdleConnections()
  const listenUntil = performance.now() + listenMs
  while (state.inFlight > 0 && performance.now() < listenUntil) await sleep(10)
  await stopListening(app.server)
  const closed = app.close().then(() => 'drained' as const)
  const result = await Promise.race([closed, sleep(patienceMs, 'given up' as const, { ref: false })])
  if (result === 'given up') app.server.closeAllConnections()
  return result
}

/**
 * Stops listening when nobody waits to be let in: connections that the kernel has made and we have not taken are reset
 * when the socket is closed. Whoever comes meanwhile is let in and answered afterwards: clients that ask again as soon as
 * they have an answer would come without end.
 */
async function stopListening(server: FastifyInstance['server']): Promise<void> {
  if (!server.listening) return
  const came: Socket[] = []
  let lastCame = performance.now()
  const serve = server.listeners('connection') as ((socket: Socket) => void)[]
  server.removeAllListeners('connection')
  server.on('connection', (socket) => {
    came.push(socket)
    lastCame = performance.now()
  })
  const until = lastCame + untilQuietMs
  while (performance.now() < Math.min(until, lastCame + quietMs)) await sleep(10)
  // A turn of the event loop in which who came while this process was not running is let in.
  await nextTurn()
  server.close()
  for (const socket of came) for (const listener of serve) listener.call(server, socket)
}
