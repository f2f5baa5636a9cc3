import { createLog } from '../serve/log.ts'
import { type Running, serve } from '../serve/main.ts'
import { readLoading } from '../serve/models/loading.ts'
import { readSettings, type Settings } from '../serve/settings.ts'
import type { Service } from '../service/index.ts'
import type { Store } from '../store/index.ts'
import type { Options } from './command.ts'
import { shared } from './command.ts'

/** What `serve` and `up` can be told; each wins over its variable in the environment. */
export const serveOptions = {
  port: { type: 'integer', value: 'N', help: "port; 0 picks a free one (default: PORT, else the service's)" },
  host: { type: 'string', value: 'ADDRESS', help: 'address to listen on (default: HOST, else 0.0.0.0)' },
  store: shared.store,
  workers: { type: 'integer', value: 'N', help: 'number of server processes (default: WORKERS, else 1)' },
} as const satisfies Options

export interface ServeRequest {
  readonly port?: number | undefined
  readonly host?: string | undefined
  readonly store?: string | undefined
  readonly workers?: number | undefined
}

/** Serves until a signal ends the process. Logs go to stderr: stdout is for what the command has to say. */
export async function serveService(
  service: Service,
  store: Store,
  request: ServeRequest,
  workerArgs?: readonly string[],
): Promise<Running> {
  const { store: _opened, ...flags } = request
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined))
  const settings: Settings = { ...readSettings(process.env), ...given }
  const log = createLog(settings.logLevel, (lines) => process.stderr.write(lines))
  return await serve({
    service,
    store,
    loading: readLoading(process.env),
    log,
    ...settings,
    ...(workerArgs && { workerArgs }),
  })
}

/** The flags again, as words of a command line: for the workers. */
export function flagsOf(request: ServeRequest): string[] {
  return Object.keys(serveOptions).flatMap((name) => {
    const value = request[name as keyof ServeRequest]
    return value === undefined ? [] : [`--${name}`, String(value)]
  })
}
