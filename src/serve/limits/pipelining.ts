import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Requests that may wait for the answer before theirs, on one connection and on all of them. Each holds some 8 KB. */
const mostOfOne = 100
const mostOfAll = 1000

/**
 * Closes a connection whose client sends request after request and waits for no answer (HTTP/1.1 pipelining). Node
 * parses all that a read brings before it stops reading: 30 such connections of 64 KB each would fill a heap of 400 MB.
 * Clients that pipeline at all send a few requests ahead.
 */
export function limitPipelining(server: Server): void {
  const waiting = new WeakMap<Socket, number>()
  let all = 0
  const handlers = server.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[]
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    // A response has the socket to itself, or none yet and waits for its turn.
    if (response.socket === null) {
      const { socket } = request
      const ofOne = (waiting.get(socket) ?? 0) + 1
      if (ofOne > mostOfOne || all >= mostOfAll) {
        socket.destroy()
        return
      }
      waiting.set(socket, ofOne)
      all += 1
      response.once('close', () => {
        waiting.set(socket, (waiting.get(socket) ?? 1) - 1)
        all -= 1
      })
    }
    for (const handle of handlers) handle.call(server, request, response)
  })
}
