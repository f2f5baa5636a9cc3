import type { IncomingMessage } from 'node:http'
import { quietTurn } from '../arrivals.ts'
import { isHeldBack } from '../expect.ts'

/** How long and how much of a body that is refused is still read. */
const patienceMs = 5000
const mostBytes = 128 * 1024 * 1024

/**
 * Reads what is left of a request's body and throws it away, then calls back. A client that is still sending when the
 * connection is closed sees a reset, and never the response that told it why.
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
    request.off('data', onData).off('end', finish).off('close', finish).off('data', pace)
    paused.delete(request)
    request.pause()
    done()
  }
  request.on('data', onData).on('end', finish).on('close', finish)
  readAndDiscard(request)
}

/**
 * Reads what is left of a request's body, so that the next request on its connection is found. All requests that are read
 * this way share half a megabyte in each turn of the event loop: fifty large bodies, each read as fast as it came, held it
 * for 100 ms of CPU at a time.
 */
export function readAndDiscard(request: IncomingMessage): void {
  if (request.listeners('data').includes(pace)) return
  request.on('data', pace).once('close', () => paused.delete(request))
  request.resume()
}

const turnBytes = 512 * 1024
/** A socket gives at most 64 KiB before it can be paused. */
const resumedInATurn = turnBytes / (64 * 1024)
const paused = new Set<IncomingMessage>()
let leftBytes = turnBytes
let isScheduled = false

function pace(this: IncomingMessage, chunk: Buffer): void {
  leftBytes -= chunk.length
  if (leftBytes > 0) return
  this.pause()
  paused.add(this)
  schedule()
}

function schedule(): void {
  if (isScheduled) return
  isScheduled = true
  void quietTurn().then(nextTurn)
}

function nextTurn(): void {
  isScheduled = false
  leftBytes = turnBytes
  let resumed = 0
  for (const request of paused) {
    if (resumed === resumedInATurn) break
    resumed += 1
    paused.delete(request)
    request.resume()
  }
  if (paused.size > 0) schedule()
}
