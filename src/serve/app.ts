import type { Server } from 'node:http'
import Fastify, { type FastifyHttpOptions, type FastifyInstance } from 'fastify'
import type { Service } from '../service/contract.ts'
import { bodyLimitBytes, defaultBytesInFlight, defaultTimeoutMs } from '../service/limits.ts'
import type { Credentials } from '../service/users/index.ts'
import { AccessControl } from './access/access-control.ts'
import { CrossOrigin } from './access/cross-origin.ts'
import type { ServeContext } from './context.ts'
import { answerClientError } from './errors/client-error.ts'
import { handleErrors, sendError } from './errors/handlers.ts'
import { continueWhenRead } from './expect.ts'
import { BodyBudget } from './input/body-budget.ts'
import { bodyParser } from './input/body-parser.ts'
import { Lane } from './lane.ts'
import { callerAddress, type TrustedProxies } from './limits/caller-address.ts'
import { limitPipelining } from './limits/pipelining.ts'
import type { RateLimit } from './limits/rate-limit.ts'
import { type Log, silentLog } from './log.ts'
import { Meters } from './metrics/meters.ts'
import type { CollectMetrics } from './metrics/metrics-server.ts'
import { processMetrics } from './metrics/print.ts'
import { snapshot } from './metrics/snapshot.ts'
import type { LiveModels } from './models/live-models.ts'
import { requestIds } from './request-id.ts'
import { Responder } from './respond.ts'
import { RouteTable } from './route-table.ts'
import { cardRoutes } from './routes/card.ts'
import { docsRoutes } from './routes/docs.ts'
import { metricsRoute } from './routes/metrics.ts'
import { modelRoutes } from './routes/models.ts'
import { ownRoutes } from './routes/own.ts'
import { playgroundRoutes } from './routes/playground.ts'
import { predictRoute } from './routes/predict.ts'
import { probeRoutes } from './routes/probes.ts'
import type { ServerState } from './server-state.ts'

/** Request line and headers together. A sentence of 50,000 characters fits into a URL, three bytes each, percent-encoded. */
const headerLimitBytes = 512 * 1024

export interface AppOptions {
  readonly service: Service
  readonly models: LiveModels
  /** Needed where the service has `access`. */
  readonly users?: readonly Credentials[] | undefined
  /** Who may call, where that changes while the server runs. @default `users`, for ever */
  readonly access?: AccessControl | undefined
  /** @default no limit */
  readonly limit?: RateLimit | undefined
  /** Proxies whose `X-Forwarded-For` is believed. @default none */
  readonly trustProxy?: TrustedProxies | undefined
  /** @default says nothing */
  readonly log?: Log
  /** The version of the code that runs. @default the service's */
  readonly version?: string | undefined
  /** Set `draining` to turn `/readyz` to 503. */
  readonly state?: ServerState
  /** For the work of one request. @default 30,000 */
  readonly requestTimeoutMs?: number | undefined
  /** Bodies of all requests together. @default 32 MiB */
  readonly maxBytesInFlight?: number | undefined
  /** Where the files of the pages are, in `docs/` and `playground/`. @default in the installed packages */
  readonly pagesFolder?: string | undefined
  /** Where requests are counted. */
  readonly meters?: Meters
  /** What all workers counted; false where the metrics have a port of their own. @default what this one did */
  readonly collectMetrics?: CollectMetrics | false
}

/** The whole server, ready for `app.inject`; it never listens on its own. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const context = toContext(options)
  const app = Fastify(serverOptions(context))
  app.decorateRequest('user', undefined)
  app.decorateRequest('startedAt', 0)
  app.decorateRequest('caller', '')
  app.decorateRequest('extraHeaders', undefined)
  app.decorateRequest('held', undefined)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(/^application\/(?:[\w.-]+\+)?json(?:;|$)/i, bodyParser(context.budget))
  handleErrors(app, context)
  probeRoutes(app, context)
  metricsRoute(app, context)
  modelRoutes(app, context)
  predictRoute(app, context)
  cardRoutes(app, context)
  docsRoutes(app, context)
  playgroundRoutes(app, context)
  ownRoutes(app, context)
  await app.ready()
  limitPipelining(app.server)
  continueWhenRead(app.server)
  return app
}

function toContext({ service, models, users = [], limit, log = silentLog, ...options }: AppOptions): ServeContext {
  const meters = options.meters ?? new Meters()
  const own = async () => [[...snapshot(meters, models), ...(await processMetrics())]]
  const crossOrigin = service.cors && new CrossOrigin(service.cors)
  const state = options.state ?? { draining: false, inFlight: 0 }
  return {
    service,
    models,
    limit,
    callerAddress: callerAddress(options.trustProxy),
    log,
    meters,
    version: options.version ?? service.version,
    access: service.access && (options.access ?? new AccessControl(users)),
    table: new RouteTable(),
    pagesFolder: options.pagesFolder,
    state,
    budget: new BodyBudget(options.maxBytesInFlight ?? defaultBytesInFlight),
    lane: new Lane(),
    timeoutMs: options.requestTimeoutMs ?? defaultTimeoutMs,
    crossOrigin,
    responder: new Responder(log, state, crossOrigin),
    collectMetrics: options.collectMetrics === false ? undefined : (options.collectMetrics ?? own),
  }
}

/** A query string stays as it came: the route that declares parameters finds them in it. */
function asText(query: string): string {
  return query
}

function serverOptions(context: ServeContext): FastifyHttpOptions<Server> {
  const newId = requestIds()
  return {
    genReqId: newId,
    requestTimeout: 60_000,
    // On which nothing comes or goes: a client that does not read its answer holds it in memory.
    connectionTimeout: 120_000,
    clientErrorHandler: (error, socket) => {
      const status = answerClientError(error, socket, newId({ headers: {} }))
      if (status !== undefined) context.meters.meter('unparsed', 'none').observe(status, 0)
    },
    bodyLimit: bodyLimitBytes,
    http: { maxHeaderSize: headerLimitBytes },
    exposeHeadRoutes: false,
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200, querystringParser: asText as never },
    frameworkErrors: (error, request, reply) => sendError(context, error, request, reply),
  }
}
