import type { FastifyRequest } from 'fastify'
import { type Problem, SlipwayError } from '../../errors.ts'
import type { RouteOptions, RouteRequest } from '../../service/contract.ts'
import { badRequest } from '../errors/problem.ts'
import { checkDepth } from './depth.ts'
import { paramsReader, queryReader } from './parameters.ts'
import { compileCheck } from './schema.ts'

/** Reads a request as the options of its route promise it to the function that answers. @throws BAD_REQUEST with all problems */
export function routeRequestReader(options: RouteOptions): (request: FastifyRequest, body: unknown) => RouteRequest {
  const readQuery = options.query && queryReader(options.query)
  const readParams = options.params && paramsReader(options.params)
  const hasBody = options.body !== undefined
  // What a route reads in a way of its own, it has checked.
  const checkBody = options.parse === undefined && options.body ? compileCheck(options.body) : undefined
  return (request, sent) => {
    const problems: Problem[] = []
    const query = readQuery?.(request.query as string, problems)
    const params = readParams?.(request.params as { readonly [name: string]: string }, problems)
    if (hasBody && sent === undefined) {
      throw new SlipwayError('BAD_REQUEST', 'The body is empty; expected JSON.')
    }
    if (checkBody !== undefined) {
      checkDepth(sent)
      problems.push(...checkBody(sent))
    }
    if (problems.length > 0) throw badRequest(problems)
    const body = hasBody ? sent : undefined
    // The schemas have just been checked against: this is what the types of the route's own options promise.
    return { query, params, body, user: request.user } as unknown as RouteRequest
  }
}
