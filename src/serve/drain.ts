import type { ServerResponse } from 'node:http'
import { Server, type Socket } from 'node:net'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { listenMs, patienceMs } from '../service/drain-times.ts'
import type { Connections } from './connections.ts'
import type { ServerState } from './server-state.ts'

/** Whether every request under way was answered. */
export type Drained = 'drained' | 'given up'

/** So long nobody new may have come before the socket is closed, and so long that is waited for. */
const quietMs = 50
const untilQuietMs = 500

/**
 * Lets a server end without losing a request:
 *
 * 1. It is not ready from now on, and every response says `Connection: close`, so that clients that keep connections
 *    give them up of themselves. That goes on for a grace, or until no connection is open; new ones are still accepted.
 * 2. It stops listening when nobody waits to be accepted.
 * 3. Connections that were idle for the whole grace are closed, and requests under way are answered.
 *
 * @param graceMs @default 5 s
 */
export async function drain(
  app: FastifyInstance,
  state: ServerState,
  connections: Connections,
  graceMs = listenMs,
): Promise<Drained> {
  const { server } = app
  state.draining = true
  server.prependListener('request', (_request, response: ServerResponse) => {
    response.shouldKeepAlive = false
  })
  const graceEnds = performance.now() + graceMs
  while (connections.open > 0 && performance.now() < graceEnds) await sleep(10)
  await stopListening(server)
  const drained = await untilClosed(server, connections)
  if (!drained) server.closeAllConnections()
  await app.close()
  return drained ? 'drained' : 'given up'
}

/**
 * Stops listening when nobody waits to be accepted: connections that the kernel has made and we have not accepted are
 * reset when the socket is closed. Who comes meanwhile is held, and answered afterwards: clients that send the next
 * request as soon as they have a response would come without end.
 */
async function stopListening(server: Server): Promise<void> {
  if (!server.listening) return
  const held: Socket[] = []
  let lastCame = performance.now()
  const serve = server.listeners('connection') as ((socket: Socket) => void)[]
  server.removeAllListeners('connection')
  server.on('connection', (socket) => {
    held.push(socket)
    lastCame = performance.now()
  })
  const until = lastCame + untilQuietMs
  while (performance.now() < Math.min(until, lastCame + quietMs)) await sleep(10)
  // One connection is accepted in a turn of the event loop: so many turns, until one brings nobody.
  let before: number
  do {
    before = held.length
    await nextTurn()
  } while (held.length > before)
  // Not the HTTP server's own `close`, which also closes idle connections at once, whatever is on its way on them.
  Server.prototype.close.call(server)
  for (const socket of held) for (const listener of serve) listener.call(server, socket)
}

/** Gives false where requests under way were not answered in time. */
async function untilClosed(server: FastifyInstance['server'], connections: Connections): Promise<boolean> {
  const until = performance.now() + patienceMs
  while (connections.open > 0) {
    if (performance.now() > until) return false
    // After a turn of the event loop what has arrived is read: a connection that still counts as idle has nothing on it.
    await nextTurn()
    server.closeIdleConnections()
    connections.closeSilent()
    await sleep(10)
  }
  return true
}
