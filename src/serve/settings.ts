import { type Problem, SlipwayError } from '../errors.ts'
import { parseTrustedProxies, type TrustedProxies } from './limits/caller-address.ts'
import { parseCounterStore } from './limits/counter-store-url.ts'

/** What a server can be told from outside: by the environment, and by flags, which win over it. */
export interface Settings {
  /** @default the service's */
  readonly port?: number
  /** @default '0.0.0.0' */
  readonly host?: string
  /** Processes that answer. @default 1 */
  readonly workers?: number
  /** trace, debug, info, warn, error, fatal or silent, in any case. @default 'info' */
  readonly logLevel?: string
  readonly modelStore?: string
  /** A version or tag for all models, or `v1=…,v2=…`. @default what the store calls current */
  readonly modelVersion?: string
  /** @default the version of the service's package */
  readonly serviceVersion?: string
  /** @default the file that the service names, in its folder */
  readonly credentialsFile?: string
  /** For each user, else for each address. @default no limit */
  readonly maxRequestsPerMinute?: number
  /** Time for the work of one request, after its body has arrived. @default 30,000 */
  readonly requestTimeoutMs?: number
  /** Bodies of all requests together, in each process. @default 32 MiB */
  readonly maxBytesInFlight?: number
  /** Seconds after which a connection is closed with a response, so that clients meet new servers. @default never */
  readonly connectionMaxAgeS?: number
  /** Redis or Valkey that counts for all servers of the service. @default each server counts its own requests */
  readonly rateLimitStore?: URL
  /** Where the metrics are served, and only there. @default the service's port, at /metrics */
  readonly metricsPort?: number
  /** Proxies whose `X-Forwarded-For` says where a request came from. @default none: it came from the connection's address */
  readonly trustProxy?: TrustedProxies
}

/**
 * Reads a variable of the environment for each setting, `MAX_REQUESTS_PER_MINUTE` for `maxRequestsPerMinute`. One that is
 * empty counts as not set.
 * @throws INVALID_OPTION with every problem at once
 */
export function readSettings(env: { readonly [name: string]: string | undefined }): Settings {
  const problems: Problem[] = []
  const whole = (name: string, from: number, to: number): number | undefined => {
    const text = env[name]?.trim()
    if (!text) return undefined
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= from && value <= to) return value
    problems.push({ path: name, message: `expected a whole number from ${from} to ${to}, got "${text}".` })
    return undefined
  }
  const proxies = (text: string | undefined): TrustedProxies | undefined => {
    const trusted = text?.trim() ? parseTrustedProxies(text.trim()) : undefined
    if (trusted === undefined || !('message' in trusted)) return trusted
    problems.push(trusted)
    return undefined
  }
  const counterStore = (text: string | undefined): URL | undefined => {
    const store = text?.trim() ? parseCounterStore(text.trim()) : undefined
    if (store === undefined || store instanceof URL) return store
    problems.push(store)
    return undefined
  }
  const settings = {
    port: whole('PORT', 0, 65_535),
    host: env.HOST,
    workers: whole('WORKERS', 1, 256),
    logLevel: env.LOG_LEVEL,
    modelStore: env.MODEL_STORE,
    modelVersion: env.MODEL_VERSION,
    serviceVersion: env.SERVICE_VERSION,
    credentialsFile: env.CREDENTIALS_FILE,
    maxRequestsPerMinute: whole('MAX_REQUESTS_PER_MINUTE', 1, 1_000_000_000),
    requestTimeoutMs: whole('REQUEST_TIMEOUT_MS', 100, 3_600_000),
    maxBytesInFlight: whole('MAX_BYTES_IN_FLIGHT', 2 ** 20, 2 ** 40),
    connectionMaxAgeS: whole('CONNECTION_MAX_AGE_S', 1, 1_000_000),
    rateLimitStore: counterStore(env.RATE_LIMIT_STORE),
    metricsPort: whole('METRICS_PORT', 0, 65_535),
    trustProxy: proxies(env.TRUST_PROXY),
  }
  if (problems.length > 0) {
    const lines = problems.map(({ path, message }) => `${path}: ${message}`)
    throw new SlipwayError('INVALID_OPTION', lines.join('\n'), { problems })
  }
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined && value !== ''))
}
