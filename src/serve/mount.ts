import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { guard, type Permit } from './access/guard.ts'
import type { ServeContext } from './context.ts'
import { sendError } from './errors/handlers.ts'
import type { RouteMeter } from './metrics/meters.ts'
import type { Answer } from './respond.ts'

/** A route as the server mounts it, whoever declared it. */
export interface Endpoint {
  readonly method: 'GET' | 'POST'
  /** With parameters as `{name}`. */
  readonly path: string
  readonly permit: Permit
  /** Content type of its answers. @default JSON */
  readonly type?: string
  /** Asked by machines all the time: logged at debug level, and not counted against a limit. @default false */
  readonly quiet?: boolean
  /** Read the body as JSON whatever its `Content-Type`. @default false */
  readonly anyContentType?: boolean
  /** Reads the body's text in place of `JSON.parse`. */
  readonly parse?: ((text: string) => unknown) | undefined
  /** Gives the body, or more where it is not 200 with the usual headers. What it throws becomes problem details. */
  readonly answer: (request: FastifyRequest) => Result | Promise<Result>
}

/** The body alone, or an answer of the endpoint's type unless it says another. */
export type Result = string | (Omit<Answer, 'type'> & Partial<Pick<Answer, 'type'>>)

export const jsonType = 'application/json; charset=utf-8'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Where the route's answers to a method are counted. */
    meterOf?: (method: string) => RouteMeter
    /** Reads the body's text, where the route has a way of its own. */
    parse?: ((text: string) => unknown) | undefined
  }
}

/** Mounts a route, for GET with its HEAD: as one route of Fastify's, since each takes its time at the start. */
export function mount(app: FastifyInstance, context: ServeContext, endpoint: Endpoint): void {
  const { path, type = jsonType, quiet = false, answer } = endpoint
  const methods = endpoint.method === 'GET' ? ['GET', 'HEAD'] : ['POST']
  const [meter, headMeter] = methods.map((method) => context.meters.meter(path, method, quiet))
  const meterOf = (method: string): RouteMeter => (method === 'HEAD' ? headMeter! : meter!)
  const send = (request: FastifyRequest, reply: FastifyReply, result: Result): void =>
    context.responder.send(
      request,
      reply,
      meterOf(request.method),
      typeof result === 'string' ? { body: result, type } : { type, ...result },
    )
  context.table.add(path, methods)
  app.route({
    method: methods as HTTPMethods[],
    url: path.replaceAll(/\{([^/}]*)\}/g, ':$1'),
    config: { meterOf, parse: endpoint.parse },
    onRequest: guard(context, endpoint.permit, { limited: !quiet, anyContentType: endpoint.anyContentType ?? false }),
    handler: (request, reply) => {
      try {
        const result = answer(request)
        if (!(result instanceof Promise)) return send(request, reply, result)
        result.then((value) => send(request, reply, value)).catch((error) => sendError(context, error, request, reply))
      } catch (error) {
        sendError(context, error, request, reply)
      }
    },
  })
}
