import { setTimeout as sleep } from 'node:timers/promises'
import type { Service } from '../service/contract.ts'
import type { Store } from '../store/contract.ts'
import type { Drained } from './drain.ts'
import { toUrl } from './listen.ts'
import { createLog, type Log } from './log.ts'
import { ServerProcess } from './server.ts'
import type { Settings } from './settings.ts'
import { handleSignals } from './signals.ts'
import { Primary } from './workers/primary.ts'
import { type PrimaryLink, primaryLink } from './workers/worker.ts'

export interface ServeOptions extends Settings {
  readonly service: Service
  readonly store: Store
  /** @default one JSON object a line on stdout, from `logLevel` on */
  readonly log?: Log
  /** Where the files of the pages are, in `docs/` and `playground/`. @default in the installed packages */
  readonly pagesFolder?: string
  /** Command line of the workers, where it has to differ from that of this process. */
  readonly workerArgs?: readonly string[]
}

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
  const release = handleSignals(
    async (signal) => {
      log.info({ signal }, 'draining')
      return exitCode(await server.end())
    },
    () => server.look(true),
  )
  try {
    const { port, url } = await server.start()
    return { port, url, close: () => closeAfter(release, server.end()) }
  } catch (error) {
    release()
    throw error
  }
}

async function serveWithWorkers(options: ServeOptions, log: Log): Promise<Running> {
  const workers = options.workers!
  const primary = new Primary({ log, maxRequestsPerMinute: options.maxRequestsPerMinute, args: options.workerArgs })
  const release = handleSignals(
    async (signal) => {
      log.info({ signal }, 'draining')
      await primary.end()
      return 0
    },
    () => primary.look(true),
  )
  process.on('exit', () => primary.kill())
  try {
    const port = await primary.start(workers)
    return { port, url: toUrl(options.host ?? '0.0.0.0', port), close: () => closeAfter(release, primary.end()) }
  } catch (error) {
    release()
    throw error
  }
}

async function serveAsWorker(options: ServeOptions, log: Log, link: PrimaryLink): Promise<never> {
  try {
    const server = new ServerProcess(options, log, link)
    const end = async () => process.exit(exitCode(await server.end()))
    handleSignals(end, () => server.look(true))
    link.take({ metrics: () => server.metrics(), drain: end, look: (retry) => server.look(retry) })
    link.ready((await server.start()).port)
  } catch (error) {
    link.failed(error)
    await sleep(100)
    process.exit(1)
  }
  return new Promise<never>(() => {})
}

async function closeAfter(release: () => void, ended: Promise<unknown>): Promise<void> {
  release()
  await ended
}

/** 1 where requests had to be given up. */
function exitCode(end: Drained): number {
  return end === 'drained' ? 0 : 1
}
