import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SlipwayError } from '../../errors.ts'
import type { Log } from '../log.ts'
import type { RouteTable } from '../route-table.ts'
import { problemType, toProblem, toSlipwayError } from './problem.ts'

/** Answers every failure with problem details, and requests for no route with 404, 405 or the methods that are there. */
export function handleErrors(app: FastifyInstance, table: RouteTable, realm: string, log: Log): void {
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply, realm, log))
  app.setNotFoundHandler((request, reply) => answerUnmatched(request, reply, table, realm, log))
}

export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply, realm: string, log: Log): void {
  const known = toSlipwayError(error)
  const problem = toProblem(known, request.id)
  if (problem.status >= 500 && known.code !== 'UNAVAILABLE') {
    log.error({ err: known.cause ?? known, id: request.id, code: known.code }, known.message)
  }
  if (problem.status === 401) reply.header('www-authenticate', `Basic realm="${realm}", charset="UTF-8"`)
  if (problem.status === 503 && !reply.hasHeader('retry-after')) reply.header('retry-after', '1')
  if (problem.status === 413) reply.header('connection', 'close')
  reply.raw.setHeader('x-request-id', request.id)
  reply.code(problem.status).header('content-type', problemType).send(JSON.stringify(problem))
}

function answerUnmatched(
  request: FastifyRequest,
  reply: FastifyReply,
  table: RouteTable,
  realm: string,
  log: Log,
): void {
  const path = request.url.split('?', 1)[0]!
  const methods = table.methods(path)
  if (methods === undefined) {
    const error = new SlipwayError('NOT_FOUND', `There is no route ${shorten(path)}; /docs lists those that there are.`)
    sendError(error, request, reply, realm, log)
    return
  }
  const allow = methods.join(', ')
  reply.header('allow', allow)
  if (request.method === 'OPTIONS') {
    reply.code(204).send()
    return
  }
  const error = new SlipwayError('METHOD_NOT_ALLOWED', `${shorten(path)} answers ${allow}, not ${request.method}.`)
  sendError(error, request, reply, realm, log)
}

function shorten(path: string): string {
  return path.length > 100 ? `${path.slice(0, 100)}…` : path
}
