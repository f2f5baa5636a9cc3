import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isSlipwayError } from '../errors.ts'
import { readUsers } from '../service/users/users-file.ts'
import { buildApp } from './app.ts'
import type { ServerState } from './context.ts'
import { drain } from './drain.ts'
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

/** One process that listens. */
export interface Server {
  readonly port: number
  readonly url: string
  /** What this process counted. */
  metrics(): Promise<MetricJson[]>
  /** Looks at the store now. */
  look(): void
  /** Drains; asked again, gives the same end. */
  end(): Promise<'drained' | 'given up'>
}

/**
 * Listens at once, so that the probes can be asked, and loads the models meanwhile. Resolves when they are ready.
 * @param link to the primary, where this process is one of several workers
 */
export async function startServer(options: ServeOptions, log: Log, link?: PrimaryLink): Promise<Server> {
  const { service, store, host = '0.0.0.0' } = options
  const models = new LiveModels(service.models, {
    store,
    log,
    pins: parsePins(options.modelVersion, Object.keys(service.models)),
  })
  const loading = loadPatiently(models, log)
  // Whoever awaits it later is told; until then nobody is, and that must not end the process.
  loading.catch(() => {})
  const meters = new Meters()
  const metrics = async () => [...snapshot(meters, models), ...(await processMetrics())]
  const state: ServerState = { draining: false, inFlight: 0 }
  const app = await buildApp({
    service,
    models,
    users: await usersOf(options),
    limit: limitOf(options, link),
    log,
    version: options.serviceVersion,
    state,
    meters,
    // Checking passwords takes at most half of the machine, however many workers there are.
    verifier: { concurrency: Math.max(1, Math.floor(availableParallelism() / 2 / (options.workers ?? 1))) },
    docsFolder: options.docsFolder,
    collectMetrics: async () => (link === undefined ? [await metrics()] : link.allMetrics(metrics)),
  })
  let stopWatching = () => {}
  let ending: Promise<'drained' | 'given up'> | undefined
  const end = () => {
    stopWatching()
    ending ??= drain(app, state)
    return ending
  }
  const port = await listen(app, host, options.port ?? service.port)
  try {
    await loading
  } catch (error) {
    await end()
    throw error
  }
  stopWatching = watch(models)
  const url = toUrl(host, port)
  const versions = Object.fromEntries(models.all.map((model) => [model.name, model.version]))
  log.info({ url, service: service.name, models: versions }, 'ready')
  return { port, url, metrics, end, look: () => void models.look() }
}

/** A store that does not answer may soon: it is asked again, after longer and longer pauses. */
async function loadPatiently(models: LiveModels, log: Log): Promise<void> {
  for (let pauseMs = 250; ; pauseMs = Math.min(2 * pauseMs, 5000)) {
    try {
      return await models.load()
    } catch (error) {
      if (!isSlipwayError(error, 'STORE_UNREACHABLE')) throw error
      log.warn({ err: error }, `the store does not answer; asking again in ${pauseMs} ms`)
      await sleep(pauseMs)
    }
  }
}

async function usersOf({ service, credentialsFile }: ServeOptions) {
  if (service.access === undefined) return []
  // A path from outside is relative to the current directory, one in the service to its folder.
  const file = credentialsFile ?? resolve(service.folder, service.access.users)
  return readUsers(file, service.access.permissions)
}

function limitOf({ maxRequestsPerMinute }: ServeOptions, link: PrimaryLink | undefined) {
  if (maxRequestsPerMinute === undefined) return undefined
  return link?.rateLimit(maxRequestsPerMinute) ?? new LocalRateLimit(maxRequestsPerMinute)
}
