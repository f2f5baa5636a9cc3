import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { guard, type Hook, type Permit } from './access/guard.ts'
import type { ServeContext } from './context.ts'
import { sendError } from './errors/handlers.ts'
import type { RouteMeter } from './metrics/meters.ts'
import type { Answer, Write } from './respond.ts'
import type { ServerState } from './server-state.ts'
import { tooLate, Work } from './work.ts'

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
  /** Whether a request that comes before the models are loaded has to wait for them. @default unless `quiet` */
  readonly needsModels?: boolean
  /** Read the body as JSON whatever its `Content-Type`. @default false */
  readonly anyContentType?: boolean
  /** Reads the text of a small body in place of `JSON.parse`; a large one comes to `answer` as bytes, in `request.held`. */
  readonly parse?: ((text: string) => unknown) | undefined
  /** Gives the body, or more where it is not 200 with the usual headers. What it throws becomes problem details. */
  readonly answer: (request: FastifyRequest, work: Work) => Result | Promise<Result>
}

/** The body alone, an answer of the endpoint's type unless it says another, or an answer to be written piece by piece. */
export type Result = string | WholeAnswer | Streamed

type WholeAnswer = Omit<Answer, 'type'> & Partial<Pick<Answer, 'type'>>

export interface Streamed {
  readonly fill: (write: Write) => Promise<void>
}

const jsonType = 'application/json; charset=utf-8'

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
  const { path, type = jsonType, quiet = false } = endpoint
  const methods = endpoint.method === 'GET' ? ['GET', 'HEAD'] : ['POST']
  const [meter, headMeter] = methods.map((method) => context.meters.meter(path, method, quiet))
  const meterOf = (method: string): RouteMeter => (method === 'HEAD' ? headMeter! : meter!)
  const { permit, anyContentType = false } = endpoint
  const admit = guard(context, permit, { limited: !quiet, anyContentType })
  context.table.add(path, methods)
  app.route({
    method: methods as HTTPMethods[],
    url: path.replaceAll(/\{([^/}]*)\}/g, ':$1'),
    config: { meterOf, parse: endpoint.parse },
    onRequest: (endpoint.needsModels ?? !quiet) ? afterLoading(context.state, admit) : admit,
    handler: answering(context, endpoint.answer, type, meterOf),
  })
}

function answering(
  context: ServeContext,
  answer: Endpoint['answer'],
  type: string,
  meterOf: (method: string) => RouteMeter,
) {
  const { responder, timeoutMs } = context
  const send = (request: FastifyRequest, reply: FastifyReply, result: string | WholeAnswer): void =>
    responder.send(
      request,
      reply,
      meterOf(request.method),
      typeof result === 'string' ? { body: result, type } : { type, ...result },
    )
  const sendLater = async (request: FastifyRequest, reply: FastifyReply, work: Work, coming: Promise<Result>) => {
    try {
      const result = await inTime(coming, timeoutMs)
      work.check()
      if (typeof result === 'string' || !('fill' in result)) send(request, reply, result)
      else await responder.stream(request, reply, meterOf(request.method), { type, work, fill: result.fill })
    } catch (error) {
      sendError(context, error, request, reply)
    }
  }
  return (request: FastifyRequest, reply: FastifyReply): void => {
    try {
      const work = new Work(reply.raw, timeoutMs)
      const result = answer(request, work)
      if (result instanceof Promise) void sendLater(request, reply, work, result)
      else if (typeof result === 'string' || !('fill' in result)) send(request, reply, result)
      else void sendLater(request, reply, work, Promise.resolve(result))
    } catch (error) {
      sendError(context, error, request, reply)
    }
  }
}

/** @throws UNAVAILABLE where the time is up before */
function inTime<T>(coming: Promise<T>, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(tooLate(timeoutMs)), timeoutMs)
    coming.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** Holds back requests that come before the models are loaded, with their bodies unread. */
function afterLoading(state: ServerState, hook: Hook): Hook {
  return (request, reply, done) => {
    if (state.loading === undefined) hook(request, reply, done)
    else void state.loading.settled().then(() => hook(request, reply, done))
  }
}
