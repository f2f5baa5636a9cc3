import type { IncomingMessage } from 'node:http'
import { isHeldBack } from '../expect.ts'

/** How long and how much of a body that is refused is still read. */
const patienceMs = 5000
const mostBytes = 128 * 1024 * 1024

/**
 * Reads what is left of a request's body and throws it away, then calls back. A client that is still sending when the
 * connection is closed sees a reset, and never the answer that told it why.
 */
export function discardBody(request: IncomingMessage, done: () => void): void {
  if (request.readableEnded || request.destroyed || isHeldBack(request)) {
    done()
    return
  }
  let bytes = 0
  const timer = setTimeout(finish, patienceMs)
  const onData = (chunk: Buffer): void => {
    bytes += chunk.length
    if (bytes > mostBytes) finish()
  }
  function finish(): void {
    clearTimeout(timer)
    request.off('data', onData).off('end', finish).off('close', finish)
    request.pause()
    done()
  }
  request.on('data', onData).on('end', finish).on('close', finish)
  request.resume()
}
