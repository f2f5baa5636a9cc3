import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Route, RouteRequest } from '../../service/contract.ts'
import type { Permit } from '../access/guard.ts'
import type { ServeContext } from '../context.ts'
import { smallBytes } from '../input/body-budget.ts'
import { parseLarge, smallParser } from '../input/own-body.ts'
import { routeRequestReader } from '../input/route-request.ts'
import { mount } from '../mount.ts'
import { nextTurn } from '../slices.ts'
import { runAs, runAtOnce, type Work } from '../work.ts'

/** The service's own routes, bound to the live models. */
export function ownRoutes(app: FastifyInstance, context: ServeContext): void {
  for (const route of context.service.routes(context.models.handles, context.version)) mountOwn(app, context, route)
}

function mountOwn(app: FastifyInstance, context: ServeContext, { method, path, options, answer }: Route): void {
  const { lane, service } = context
  const read = routeRequestReader(options)
  /** Whether its function goes on after it returned; not known before the first answer. */
  let goesOn: boolean | undefined
  const answerTo = (request: RouteRequest, work: Work) => {
    // Only a body can ask for so much that the work has to end before its time.
    if (options.body === undefined) return inJson(answer(request))
    const result = goesOn === false ? runAtOnce(work, () => answer(request)) : runAs(work, () => answer(request))
    goesOn = goesOn === true || result instanceof Promise
    return inJson(result)
  }
  const answerLarge = (request: FastifyRequest, bytes: Buffer, work: Work) =>
    lane.run(async () => {
      work.check()
      const body = await parseLarge(bytes, options, service.limits.values, work)
      await nextTurn(work)
      return answerTo(read(request, body), work)
    })
  mount(app, context, {
    method,
    path,
    permit: toPermit(options.allow),
    anyContentType: options.anyContentType ?? false,
    parse: smallParser(options),
    answer: (request, work) => {
      const { body, held } = request
      if (held !== undefined && held.bytes.length > smallBytes) return answerLarge(request, held.bytes, work)
      return answerTo(read(request, body), work)
    },
  })
}

function toPermit(allow = 'user'): Permit {
  return allow === 'user' || allow === 'everyone' ? allow : { permission: () => allow }
}

function inJson(result: unknown): string | Promise<string> {
  return result instanceof Promise ? result.then(toJson) : toJson(result)
}

/** A route that gives nothing back answers `null`. */
function toJson(value: unknown): string {
  return JSON.stringify(value) ?? 'null'
}
