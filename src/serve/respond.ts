import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ServerState } from './context.ts'
import type { Log } from './log.ts'
import type { RouteMeter } from './metrics/meters.ts'

/** An answer, and what it has beside the headers of every answer. */
export interface Answer {
  readonly body: string | Uint8Array
  /** Content type. */
  readonly type: string
  /** @default 200 */
  readonly status?: number
  readonly headers?: { readonly [name: string]: string }
}

/** Sends answers, and counts and logs each. The one place where a response is written. */
export class Responder {
  readonly #log: Log
  readonly #state: ServerState

  constructor(log: Log, state: ServerState) {
    this.#log = log
    this.#state = state
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
    const headers: { [name: string]: string | number } = {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'x-request-id': request.id,
    }
    if (request.extraHeaders !== undefined) Object.assign(headers, request.extraHeaders)
    if (extra !== undefined) Object.assign(headers, extra)
    if (this.#state.draining) headers.connection = 'close'
    // What was not changed has no length of its own.
    if (status === 304) delete headers['content-length']
    reply.hijack()
    reply.raw.writeHead(status, headers)
    // A body of ASCII is the same bytes in both, and Latin-1 is the cheaper to write.
    if (typeof body === 'string') reply.raw.end(body, headers['content-length'] === body.length ? 'latin1' : 'utf8')
    else reply.raw.end(body)
    this.#observe(request, meter, status)
  }

  #observe(request: FastifyRequest, meter: RouteMeter, status: number): void {
    // A request for no route was never let in, and nothing was done for it.
    const letIn = request.startedAt !== 0
    const ms = letIn ? performance.now() - request.startedAt : 0
    if (letIn) this.#state.inFlight -= 1
    meter.observe(status, ms / 1000)
    const level = meter.quiet ? 'debug' : 'info'
    if (!this.#log.isOn(level)) return
    // Ids, methods and labels have no character that JSON escapes; a user's name may have.
    const user = request.user === undefined ? '' : `,"user":${JSON.stringify(request.user.username)}`
    const facts = `,"id":"${request.id}","method":"${meter.method}","route":"${meter.route}","status":${status},"ms":${Math.round(ms * 1000) / 1000}${user}`
    this.#log.raw(level, facts, 'answered')
  }
}
