import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { guard, type Permit } from './access/guard.ts'
import type { ServeContext } from './context.ts'
import type { RouteMeter } from './metrics/meters.ts'

/** A route as the server mounts it, whoever declared it. */
export interface Endpoint {
  readonly method: 'GET' | 'POST'
  /** With parameters as `{name}`. */
  readonly path: string
  readonly permit: Permit
  /** Asked by machines all the time: logged at debug level, and not counted against a limit. @default false */
  readonly quiet?: boolean
  /** Read the body as JSON whatever its `Content-Type`. @default false */
  readonly anyContentType?: boolean
  readonly answer: (request: FastifyRequest, reply: FastifyReply) => void | Promise<void>
}

export function mount(app: FastifyInstance, context: ServeContext, endpoint: Endpoint): void {
  const { path, quiet = false } = endpoint
  const method: HTTPMethods[] = endpoint.method === 'GET' ? ['GET', 'HEAD'] : ['POST']
  const meters = new Map(method.map((name) => [name as string, context.meters.meter(path, name)]))
  context.table.add(path, method)
  app.route({
    method,
    url: path.replaceAll(/\{([^/}]*)\}/g, ':$1'),
    onRequest: guard(context, endpoint.permit, { limited: !quiet, anyContentType: endpoint.anyContentType ?? false }),
    onResponse: observer(context, meters, quiet ? 'debug' : 'info'),
    handler: endpoint.answer,
  })
}

/** Counts and logs what was answered: one hook for each route, so that a request makes no closure and looks up no name. */
function observer({ log }: ServeContext, meters: ReadonlyMap<string, RouteMeter>, level: 'debug' | 'info') {
  const [first] = meters.values()
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const ms = reply.elapsedTime
    const status = reply.raw.statusCode
    const meter = request.method === first!.method ? first! : meters.get(request.method)!
    meter.observe(status, ms / 1000)
    log[level]({ id: request.id, method: request.method, route: meter.route, status, ms, user: request.user?.username })
    done()
  }
}
