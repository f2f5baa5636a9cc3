import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { LiveUsers } from './access/live-users.ts'
import { buildApp } from './app.ts'
import { Connections } from './connections.ts'
import { type Drained, drain } from './drain.ts'
import { CommonRateLimit } from './limits/common-rate-limit.ts'
import { LocalRateLimit, type RateLimit } from './limits/rate-limit.ts'
import { listen } from './listen.ts'
import { isPassing, Loading } from './loading.ts'
import type { Log } from './log.ts'
import { Meters } from './metrics/meters.ts'
import { processMetrics } from './metrics/print.ts'
import { type MetricJson, snapshot } from './metrics/snapshot.ts'
import { LiveModels } from './models/live-models.ts'
import { parsePins } from './models/pins.ts'
import { watch } from './models/watch.ts'
import type { ServeOptions } from './serve-options.ts'
import type { ServerState } from './server-state.ts'
import type { SocketSource } from './socket-source.ts'
import type { PrimaryLink } from './workers/worker.ts'

/** Loading that takes longer than this is waited for with the probes answered meanwhile. */
const soonMs = 1000

/** One process that listens: the only one, or one of several workers. */
export class ServerProcess {
  readonly #options: ServeOptions
  readonly #log: Log
  readonly #link: PrimaryLink | undefined
  readonly #models: LiveModels
  readonly #meters = new Meters()
  readonly #state: ServerState
  #app: FastifyInstance | undefined
  #users: LiveUsers | undefined
  #connections: Connections | undefined
  #limit: RateLimit | undefined
  #stopWatching = () => {}
  #ending: Promise<Drained> | undefined

  /**
   * @param link to the primary, where this process is a worker
   * @throws INVALID_OPTION for pins on models that the service does not have
   */
  constructor(options: ServeOptions, log: Log, link?: PrimaryLink) {
    const { service, store, loading } = options
    const pins = parsePins(options.modelVersion, Object.keys(service.models))
    this.#options = options
    this.#log = log
    this.#link = link
    this.#state = { draining: false, inFlight: 0, loading: new Loading(), group: link }
    // A worker that finds a new version tells the others: they would find it at their next look only.
    this.#models = new LiveModels(service.models, {
      store,
      log,
      loading,
      pins,
      onChange: link && (() => link.changed()),
    })
  }

  /**
   * Loads the models, then listens. Where loading takes long it listens meanwhile, for the probes; whatever else comes
   * waits for the models. Done when it is ready.
   */
  async start(source: SocketSource): Promise<void> {
    const loading = this.#loadPatiently()
    // Whoever awaits it later is told; until then nobody is, and that must not end the process.
    loading.catch(() => {})
    const app = await this.#buildApp()
    const { connectionMaxAgeS } = this.#options
    this.#app = app
    this.#connections = new Connections(app.server, connectionMaxAgeS && connectionMaxAgeS * 1000)
    const listening = source.socket.then((socket) =>
      this.#ending === undefined ? listen(app.server, socket) : undefined,
    )
    try {
      await Promise.race([loading, sleep(soonMs, undefined, { ref: false })])
      if (this.#models.ready) source.loaded()
      else source.waiting()
      await loading
      source.loaded()
      await listening
    } catch (error) {
      await this.end(0)
      throw error
    }
    this.#stopWatching = watch(this.#models)
  }

  /** The version in use of each model. */
  get versions(): { readonly [model: string]: string } {
    return Object.fromEntries(this.#models.all.map((model) => [model.name, model.version]))
  }

  /** What this process counted. */
  async metrics(): Promise<MetricJson[]> {
    return [...this.counts, ...(await processMetrics())]
  }

  /** What this process counted, without the metrics of Node, which take longer to gather. */
  get counts(): MetricJson[] {
    const ofAccess = [...(this.#users?.metrics() ?? []), ...(this.#limit?.metrics?.() ?? [])]
    return [...snapshot(this.#meters, this.#models), ...ofAccess]
  }

  /** Looks at the store and at the users file now. @param retry also at what was refused */
  look(retry: boolean): void {
    void this.#models.look({ retry })
    void this.#users?.refresh()
  }

  /**
   * Drains, also where it has not come so far as to listen; asked again, gives the same end.
   * @param graceMs so long clients are told that their connections end, before those are closed
   */
  end(graceMs?: number): Promise<Drained> {
    this.#stopWatching()
    this.#users?.stop()
    this.#state.loading?.end()
    this.#ending ??= this.#drain(graceMs).finally(() => this.#limit?.close?.())
    return this.#ending
  }

  async #drain(graceMs: number | undefined): Promise<Drained> {
    if (this.#app === undefined || this.#connections === undefined) return 'drained'
    return drain(this.#app, this.#state, this.#connections, graceMs)
  }

  async #buildApp(): Promise<FastifyInstance> {
    const { service, pagesFolder, serviceVersion, requestTimeoutMs, maxBytesInFlight, trustProxy, metricsPort } =
      this.#options
    const link = this.#link
    this.#users = await openUsers(this.#options, this.#log)
    this.#users?.watch()
    this.#limit = await openLimit(this.#options, this.#log, link)
    return buildApp({
      service,
      models: this.#models,
      access: this.#users?.access,
      limit: this.#limit,
      trustProxy,
      log: this.#log,
      version: serviceVersion,
      state: this.#state,
      meters: this.#meters,
      pagesFolder,
      requestTimeoutMs,
      maxBytesInFlight,
      collectMetrics:
        metricsPort === undefined && (async () => (link === undefined ? [await this.metrics()] : link.allMetrics())),
    })
  }

  /** What is missing may come soon: it is tried again, after longer and longer pauses. */
  async #loadPatiently(): Promise<void> {
    const { loading } = this.#state
    for (let pauseMs = 250; this.#ending === undefined; pauseMs = Math.min(2 * pauseMs, 5000)) {
      try {
        await this.#models.load()
        break
      } catch (error) {
        if (!isPassing(error, this.#options.waitForVersions ?? false)) throw error
        if (loading !== undefined) loading.waitsFor = error.message
        this.#log.warn({ err: error }, `not ready: waiting for what is missing; trying again in ${pauseMs} ms`)
        await sleep(pauseMs)
      }
    }
    this.#state.loading = undefined
    loading?.end()
  }
}

async function openUsers(options: ServeOptions, log: Log): Promise<LiveUsers | undefined> {
  const { service, credentialsFile, workers = 1 } = options
  if (service.access === undefined) return undefined
  const { users, permissions } = service.access
  // A path from outside is relative to the current directory, one in the service to its folder.
  const file = credentialsFile ?? resolve(service.folder, users)
  // Checking passwords takes at most half of the machine, however many workers there are.
  const concurrency = Math.max(1, Math.floor(availableParallelism() / 2 / workers))
  return LiveUsers.open({ file, permissions, log, verifier: { concurrency } })
}

async function openLimit(
  options: ServeOptions,
  log: Log,
  link: PrimaryLink | undefined,
): Promise<RateLimit | undefined> {
  const { maxRequestsPerMinute: perMinute, rateLimitStore, service } = options
  if (perMinute === undefined) return undefined
  if (rateLimitStore !== undefined) return CommonRateLimit.open(perMinute, rateLimitStore, service.name, log)
  return link?.rateLimit(perMinute) ?? new LocalRateLimit(perMinute)
}
