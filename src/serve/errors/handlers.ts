import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SlipwayError } from '../../errors.ts'
import type { ServeContext } from '../context.ts'
import { ClientGone } from '../work.ts'
import { discardBody } from './discard.ts'
import { problemType, toProblem, toSlipwayError } from './problem.ts'

/** Answers every failure with problem details, and requests for no route with 404, 405 or the methods that are there. */
export function handleErrors(app: FastifyInstance, context: ServeContext): void {
  app.setErrorHandler((error, request, reply) => {
    // That there is no such route comes before what is wrong with the body that was sent to it.
    if (request.is404) answerUnmatched(context, request, reply)
    else sendError(context, error, request, reply)
  })
  app.setNotFoundHandler((request, reply) => answerUnmatched(context, request, reply))
}

/** What metrics and log call a request whose client did not wait for the answer, as other servers do. */
const clientGone = 499

type Headers = { readonly [name: string]: string }

export function sendError(
  { log, service, meters, responder }: ServeContext,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  headers: Headers = {},
): void {
  const meter = request.routeOptions.config.meterOf?.(request.method) ?? meters.meter('unmatched', request.method)
  if (error instanceof ClientGone || reply.raw.destroyed) {
    reply.hijack()
    responder.observe(request, meter, clientGone)
    return
  }
  const known = toSlipwayError(error)
  const problem = toProblem(known, request.id)
  if (problem.status >= 500 && known.code !== 'UNAVAILABLE') {
    log.error({ id: request.id, err: known.code === 'INTERNAL' ? (known.cause ?? known) : known }, known.message)
  }
  if (reply.raw.headersSent) {
    // Half an answer is out; all that is left is to say that it will not be whole.
    reply.raw.destroy()
    responder.observe(request, meter, problem.status)
    return
  }
  const extra = { ...headersFor(problem.status, service.name, request.extraHeaders), ...headers }
  const answer = { body: JSON.stringify(problem), type: problemType, status: problem.status, headers: extra }
  const send = () => responder.send(request, reply, meter, answer)
  if (problem.status === 413) {
    reply.hijack()
    discardBody(request.raw, send)
  } else {
    send()
  }
}

function headersFor(status: number, realm: string, given: Headers = {}): Headers {
  switch (status) {
    case 401:
      return { 'www-authenticate': `Basic realm="${realm}", charset="UTF-8"` }
    case 413:
      return { connection: 'close' }
    case 429:
    case 503:
      return { 'retry-after': given['retry-after'] ?? '1' }
    default:
      return {}
  }
}

function answerUnmatched(context: ServeContext, request: FastifyRequest, reply: FastifyReply): void {
  const path = request.url.split('?', 1)[0]!
  request.caller = context.callerAddress(request.raw)
  const methods = context.table.methods(path)
  if (methods === undefined) {
    const error = new SlipwayError('NOT_FOUND', `There is no route ${shorten(path)}; /docs lists those that there are.`)
    sendError(context, error, request, reply)
    return
  }
  const allow = methods.join(', ')
  if (request.method === 'OPTIONS') {
    reply.hijack()
    const forPages = context.crossOrigin?.preflight(request.headers.origin, allow)
    reply.raw.writeHead(204, { allow, 'x-request-id': request.id, ...forPages }).end()
    return
  }
  const error = new SlipwayError('METHOD_NOT_ALLOWED', `${shorten(path)} answers ${allow}, not ${request.method}.`)
  sendError(context, error, request, reply, { allow })
}

function shorten(path: string): string {
  return path.length > 100 ? `${path.slice(0, 100)}…` : path
}
