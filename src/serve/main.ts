import { SlipwayError } from '../errors.ts'
import type { Drained } from './drain.ts'
import { type BoundSocket, bindSocket, portOf, toUrl } from './listen.ts'
import { createLog, type Log } from './log.ts'
import { type CollectMetrics, type MetricsServer, serveMetrics } from './metrics/metrics-server.ts'
import type { ServeOptions } from './serve-options.ts'
import { ServerProcess } from './server.ts'
import { handleSignals } from './signals.ts'
import { OwnSocket } from './socket-source.ts'
import { Primary } from './workers/primary.ts'
import { type PrimaryLink, primaryLink } from './workers/worker.ts'

const defaultHost = '0.0.0.0'

/** A server that listens, its models loaded. */
export interface Running {
  readonly port: number
  /** `http://localhost:5002` */
  readonly url: string
  /** Drains it, as SIGTERM does, without ending the process. */
  close(): Promise<void>
}

/**
 * Serves until SIGTERM or SIGINT, which let requests under way finish and end the process. Resolves when the server is
 * ready; in a worker process, never: the primary speaks for it.
 *
 * @throws PORT_IN_USE, INVALID_OPTION, INVALID_DATA (users), MODEL_NOT_FOUND, ARTIFACT_CORRUPT and what else keeps a
 *   service from its models; a store that does not answer is waited for
 */
export async function serve(options: ServeOptions): Promise<Running> {
  const log = options.log ?? createLog(options.logLevel)
  const link = primaryLink()
  if (link !== undefined) return serveAsWorker(options, log, link)
  if ((options.workers ?? 1) > 1) return serveWithWorkers(options, log)
  return serveAlone(options, log)
}

async function serveAlone(options: ServeOptions, log: Log): Promise<Running> {
  const server = new ServerProcess(options, log)
  const socket = await bind(options)
  const { port, url } = addressOf(options, socket)
  const metrics = await openMetrics(options, port, log, async () => [await server.metrics()])
  const release = handleSignals(
    async (signal) => {
      log.info({ signal }, 'draining')
      return exitCode(await server.end(graceOf(signal)))
    },
    () => server.look(true),
  )
  try {
    await server.start(new OwnSocket(socket))
    log.info({ url, service: options.service.name, models: server.versions }, 'ready')
    return { port, url, close: () => closeAfter(release, server.end(), metrics) }
  } catch (error) {
    release()
    metrics?.close()
    throw error
  }
}

async function serveWithWorkers(options: ServeOptions, log: Log): Promise<Running> {
  const socket = await bind(options)
  const { port, url } = addressOf(options, socket)
  const { workers = 1, maxRequestsPerMinute, workerArgs } = options
  const primary = new Primary({ log, maxRequestsPerMinute, args: workerArgs, socket })
  const metrics = await openMetrics(options, port, log, () => primary.metrics())
  const release = handleSignals(
    async (signal) => {
      log.info({ signal }, 'draining')
      return primary.end(graceOf(signal))
    },
    () => primary.look(true),
  )
  process.on('exit', () => primary.kill())
  try {
    await primary.start(workers)
    log.info({ url, service: options.service.name, workers }, 'ready')
    return { port, url, close: () => closeAfter(release, primary.end(), metrics) }
  } catch (error) {
    release()
    metrics?.close()
    throw error
  }
}

async function serveAsWorker(options: ServeOptions, log: Log, link: PrimaryLink): Promise<never> {
  try {
    const server = new ServerProcess(options, log, link)
    const end = async (graceMs?: number) => {
      const drained = await server.end(graceMs)
      await link.counted(await server.metrics())
      return process.exit(exitCode(drained))
    }
    handleSignals(
      (signal) => end(graceOf(signal)),
      () => server.look(true),
    )
    link.take({
      metrics: () => server.metrics(),
      counts: () => server.counts,
      drain: end,
      look: (retry) => server.look(retry),
    })
    await server.start(link)
    link.listening()
    log.info({ service: options.service.name, models: server.versions }, 'worker ready')
  } catch (error) {
    await link.failed(error)
    process.exit(1)
  }
  return new Promise<never>(() => {})
}

function bind({ host = defaultHost, port, service }: ServeOptions): Promise<BoundSocket> {
  return bindSocket(host, port ?? service.port)
}

function addressOf({ host = defaultHost }: ServeOptions, socket: BoundSocket) {
  const port = portOf(socket)
  return { port, url: toUrl(host, port) }
}

/** Who ends it at a terminal does not wait for clients that keep connections open. */
function graceOf(signal: string): number | undefined {
  return signal === 'SIGINT' ? 0 : undefined
}

async function closeAfter(release: () => void, ended: Promise<unknown>, metrics?: MetricsServer): Promise<void> {
  release()
  await ended
  metrics?.close()
}

/** The port for metrics, where one is set: this process answers for its workers too. */
async function openMetrics(options: ServeOptions, port: number, log: Log, collect: CollectMetrics) {
  const { host = defaultHost, metricsPort } = options
  if (metricsPort === undefined) return undefined
  if (metricsPort === port) {
    const message = `METRICS_PORT: ${port} is the port of the service; choose another.`
    throw new SlipwayError('INVALID_OPTION', message)
  }
  const server = await serveMetrics(host, metricsPort, collect, log)
  log.info({ url: `${toUrl(host, server.port)}/metrics` }, 'metrics')
  return server
}

/** 1 where requests had to be given up. */
function exitCode(end: Drained): number {
  return end === 'drained' ? 0 : 1
}
