import type { IncomingMessage, Server } from 'node:http'

const heldBack = new WeakSet<IncomingMessage>()

/**
 * Answers `Expect: 100-continue` when the body is about to be read, not before, as Node would: who may not send it, or
 * would send too much, is told so and keeps it.
 */
export function continueWhenRead(server: Server): void {
  server.on('checkContinue', (request, response) => {
    const { _read: read } = request
    const { shouldKeepAlive } = response
    // After a final response it is not known whether the body or another request comes next.
    response.shouldKeepAlive = false
    heldBack.add(request)
    request._read = (size) => {
      request._read = read
      heldBack.delete(request)
      if (!response.headersSent) {
        response.shouldKeepAlive = shouldKeepAlive
        response.writeContinue()
      }
      read.call(request, size)
    }
    server.emit('request', request, response)
  })
}

/** Whether the client waits to be told that it may send the body. */
export function isHeldBack(request: IncomingMessage): boolean {
  return heldBack.has(request)
}
