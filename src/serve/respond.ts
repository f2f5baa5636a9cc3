import type { ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CrossOrigin } from './access/cross-origin.ts'
import type { Log } from './log.ts'
import type { RouteMeter } from './metrics/meters.ts'
import type { ServerState } from './server-state.ts'
import type { Work } from './work.ts'

/** An answer, and what it has beside the headers of every answer. */
export interface Answer {
  readonly body: string | Uint8Array
  /** Content type. */
  readonly type: string
  /** @default 200 */
  readonly status?: number
  readonly headers?: { readonly [name: string]: string }
}

/** Takes a piece of an answer; gives a promise where the client has to read before there is more. */
export type Write = (piece: string) => Promise<void> | undefined

/** An answer of one piece up to here: more is sent while the rest is still being worked out. */
const streamFrom = 256 * 1024

/** Sends answers, and counts and logs each. The one place where a response is written. */
export class Responder {
  readonly #log: Log
  readonly #state: ServerState
  readonly #crossOrigin: CrossOrigin | undefined

  constructor(log: Log, state: ServerState, crossOrigin?: CrossOrigin) {
    this.#log = log
    this.#state = state
    this.#crossOrigin = crossOrigin
  }

  /**
   * Writes head and body to the socket at once. Fastify's own way through `reply.send` also looks at the content
   * type, at hooks and at kinds of payloads, none of which is there.
   */
  send(
    request: FastifyRequest,
    reply: FastifyReply,
    meter: RouteMeter,
    { body, type, status = 200, headers: extra }: Answer,
  ): void {
    const headers = this.#headers(request, type)
    const length = Buffer.byteLength(body)
    headers['content-length'] = length
    if (extra !== undefined) Object.assign(headers, extra)
    this.#crossOrigin?.allow(headers, request.raw.headers.origin)
    // What was not changed has no length of its own.
    if (status === 304) delete headers['content-length']
    reply.hijack()
    reply.raw.writeHead(status, headers)
    // A body of ASCII is the same bytes in both, and Latin-1 is the cheaper to write.
    if (typeof body === 'string') reply.raw.end(body, length === body.length ? 'latin1' : 'utf8')
    else reply.raw.end(body)
    this.observe(request, meter, status)
  }

  /**
   * Sends an answer that `fill` writes piece by piece, no faster than the client reads; a short one goes out whole.
   * @throws what `fill` throws; where the head is out by then, the connection has to be closed
   */
  async stream(
    request: FastifyRequest,
    reply: FastifyReply,
    meter: RouteMeter,
    { type, work, fill }: { type: string; work: Work; fill: (write: Write) => Promise<void> },
  ): Promise<void> {
    const { raw } = reply
    let held = ''
    const write: Write = (piece) => {
      held += piece
      if (held.length < streamFrom) return undefined
      if (!raw.headersSent) {
        reply.hijack()
        const headers = this.#headers(request, type)
        this.#crossOrigin?.allow(headers, request.raw.headers.origin)
        raw.writeHead(200, headers)
      }
      const flows = raw.write(held)
      held = ''
      return flows ? undefined : untilRead(raw, work)
    }
    await fill(write)
    if (!raw.headersSent) {
      this.send(request, reply, meter, { body: held, type })
      return
    }
    raw.end(held)
    this.observe(request, meter, 200)
  }

  /** Counts and logs an answer, and lets go of what the request held. */
  observe(request: FastifyRequest, meter: RouteMeter, status: number): void {
    request.held?.release()
    // A request for no route was never let in, and nothing was done for it.
    const letIn = request.startedAt !== 0
    const ms = letIn ? performance.now() - request.startedAt : 0
    if (letIn) this.#state.inFlight -= 1
    meter.observe(status, ms / 1000)
    const level = meter.quiet ? 'debug' : 'info'
    if (!this.#log.isOn(level)) return
    // Ids, methods, labels and addresses have no character that JSON escapes; a user's name may have.
    const user = request.user === undefined ? '' : `,"user":${JSON.stringify(request.user.username)}`
    const facts = `,"id":"${request.id}","method":"${meter.method}","route":"${meter.route}","status":${status},"ms":${Math.round(ms * 1000) / 1000},"address":"${request.caller}"${user}`
    this.#log.raw(level, facts, 'answered')
  }

  /** Whether the connection ends with this response: the server ends, or the connection is old. */
  #closes(request: FastifyRequest): boolean {
    return this.#state.draining || request.startedAt > (request.raw.socket.closeFrom ?? Number.POSITIVE_INFINITY)
  }

  #headers(request: FastifyRequest, type: string): { [name: string]: string | number } {
    const headers: { [name: string]: string | number } = { 'content-type': type, 'x-request-id': request.id }
    if (request.extraHeaders !== undefined) Object.assign(headers, request.extraHeaders)
    if (this.#closes(request)) headers.connection = 'close'
    return headers
  }
}

/** Resolves when the client has read what was written. @throws ClientGone, UNAVAILABLE where the time is up */
function untilRead(raw: ServerResponse, work: Work): Promise<void> {
  return new Promise((resolve, reject) => {
    const go = () => {
      clearTimeout(timer)
      raw.off('drain', go).off('close', go)
      try {
        work.check()
        resolve()
      } catch (error) {
        reject(error)
      }
    }
    const timer = setTimeout(go, Math.max(0, work.leftMs) + 1)
    raw.on('drain', go).on('close', go)
  })
}
