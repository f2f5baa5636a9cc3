import type { FastifyInstance } from 'fastify'
import type { Route } from '../../service/contract.ts'
import type { Permit } from '../access/guard.ts'
import type { ServeContext } from '../context.ts'
import { parseAnyKey } from '../input/body-parser.ts'
import { routeRequestReader } from '../input/route-request.ts'
import { mount } from '../mount.ts'

/** The service's own routes, bound to the live models. */
export function ownRoutes(app: FastifyInstance, context: ServeContext): void {
  for (const route of context.service.routes(context.models.handles, context.version)) mountOwn(app, context, route)
}

function mountOwn(app: FastifyInstance, context: ServeContext, { method, path, options, answer }: Route): void {
  const read = routeRequestReader(options)
  mount(app, context, {
    method,
    path,
    permit: toPermit(options.allow),
    anyContentType: options.anyContentType ?? false,
    parse: options.parse ?? (asksForProto(options.body) ? parseAnyKey : undefined),
    answer: (request) => {
      const result = answer(read(request, request.user))
      return result instanceof Promise ? result.then(toJson) : toJson(result)
    },
  })
}

/** Whether the body is to have a key `__proto__`, as rows of a table with such a column do. */
function asksForProto(body: object | undefined): boolean {
  const { properties = {} } = (body ?? {}) as { readonly properties?: object }
  return Object.hasOwn(properties, '__proto__')
}

function toPermit(allow = 'user'): Permit {
  return allow === 'user' || allow === 'everyone' ? allow : { permission: () => allow }
}

/** A route that gives nothing back answers `null`. */
function toJson(value: unknown): string {
  return JSON.stringify(value) ?? 'null'
}
