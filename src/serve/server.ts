import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { isSlipwayError } from '../errors.ts'
import { LiveUsers } from './access/live-users.ts'
import { buildApp } from './app.ts'
import type { ServerState } from './context.ts'
import { type Drained, drain } from './drain.ts'
import { LocalRateLimit } from './limits/rate-limit.ts'
import { listen, toUrl } from './listen.ts'
import type { Log } from './log.ts'
import type { ServeOptions } from './main.ts'
import { Meters } from './metrics/meters.ts'
import { processMetrics } from './metrics/print.ts'
import { type MetricJson, snapshot } from './metrics/snapshot.ts'
import { LiveModels } from './models/live-models.ts'
import { parsePins } from './models/pins.ts'
import { watch } from './models/watch.ts'
import type { PrimaryLink } from './workers/worker.ts'

/** One process that listens: the only one, or one of several workers. */
export class ServerProcess {
  readonly #options: ServeOptions
  readonly #log: Log
  readonly #link: PrimaryLink | undefined
  readonly #models: LiveModels
  readonly #meters = new Meters()
  readonly #state: ServerState = { draining: false, inFlight: 0 }
  #app: FastifyInstance | undefined
  #users: LiveUsers | undefined
  #stopWatching = () => {}
  #ending: Promise<Drained> | undefined

  /**
   * @param link to the primary, where this process is a worker
   * @throws INVALID_OPTION for pins on models that the service does not have
   */
  constructor(options: ServeOptions, log: Log, link?: PrimaryLink) {
    const { service, store } = options
    const pins = parsePins(options.modelVersion, Object.keys(service.models))
    this.#options = options
    this.#log = log
    this.#link = link
    // A worker that finds a new version tells the others: they would find it at their next look only.
    this.#models = new LiveModels(service.models, { store, log, pins, onChange: link && (() => link.changed()) })
  }

  /** Listens at once, so that the probes can be asked, and loads the models meanwhile; done when they are ready. */
  async start(): Promise<{ readonly port: number; readonly url: string }> {
    const { service, host = '0.0.0.0' } = this.#options
    const loading = this.#loadPatiently()
    // Whoever awaits it later is told; until then nobody is, and that must not end the process.
    loading.catch(() => {})
    this.#app = await this.#buildApp()
    const port = await listen(this.#app, host, this.#options.port ?? service.port)
    try {
      await loading
    } catch (error) {
      await this.end()
      throw error
    }
    this.#stopWatching = watch(this.#models)
    const url = toUrl(host, port)
    const models = Object.fromEntries(this.#models.all.map((model) => [model.name, model.version]))
    this.#log.info({ url, service: service.name, models }, 'ready')
    return { port, url }
  }

  /** What this process counted. */
  async metrics(): Promise<MetricJson[]> {
    const ofUsers = this.#users?.metrics() ?? []
    return [...snapshot(this.#meters, this.#models), ...ofUsers, ...(await processMetrics())]
  }

  /** Looks at the store and at the users file now. @param retry also at what was refused */
  look(retry: boolean): void {
    void this.#models.look({ retry })
    void this.#users?.refresh()
  }

  /** Drains, also where it has not come so far as to listen; asked again, gives the same end. */
  end(): Promise<Drained> {
    this.#stopWatching()
    this.#users?.stop()
    this.#ending ??= this.#app === undefined ? Promise.resolve('drained') : drain(this.#app, this.#state)
    return this.#ending
  }

  async #buildApp(): Promise<FastifyInstance> {
    const { service, pagesFolder, serviceVersion, requestTimeoutMs, maxBytesInFlight } = this.#options
    const link = this.#link
    this.#users = await openUsers(this.#options, this.#log)
    this.#users?.watch()
    return buildApp({
      service,
      models: this.#models,
      access: this.#users?.access,
      limit: limitOf(this.#options, link),
      log: this.#log,
      version: serviceVersion,
      state: this.#state,
      meters: this.#meters,
      pagesFolder,
      requestTimeoutMs,
      maxBytesInFlight,
      collectMetrics: async () => (link === undefined ? [await this.metrics()] : link.allMetrics(() => this.metrics())),
    })
  }

  /** A store that does not answer may soon: it is asked again, after longer and longer pauses. */
  async #loadPatiently(): Promise<void> {
    for (let pauseMs = 250; ; pauseMs = Math.min(2 * pauseMs, 5000)) {
      try {
        return await this.#models.load()
      } catch (error) {
        if (!isSlipwayError(error, 'STORE_UNREACHABLE')) throw error
        this.#log.warn({ err: error }, `the store does not answer; asking again in ${pauseMs} ms`)
        await sleep(pauseMs)
      }
    }
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

function limitOf({ maxRequestsPerMinute }: ServeOptions, link: PrimaryLink | undefined) {
  if (maxRequestsPerMinute === undefined) return undefined
  return link?.rateLimit(maxRequestsPerMinute) ?? new LocalRateLimit(maxRequestsPerMinute)
}
