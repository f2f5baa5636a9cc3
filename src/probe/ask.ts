import { setTimeout as sleep } from 'node:timers/promises'
import { SlipwayError } from '../errors.ts'
import { type Sent, send } from './send.ts'

/** One request to a service, as a client outside sends it. */
export interface Request {
  /** @default 'GET', or 'POST' where there is a body */
  readonly method?: string | undefined
  /** Below the service's address, which may have a path itself. */
  readonly path: string
  readonly query?: { readonly [name: string]: string } | undefined
  /** Sent as JSON. */
  readonly body?: unknown
  /** `[username, password]` */
  readonly user?: readonly [string, string] | undefined
}

export interface Answer {
  readonly status: number
  /** Parsed where it is JSON, else the text. */
  readonly body: unknown
  /** From the last sending of the request to the end of the answer, in milliseconds; waits and retries not counted. */
  readonly ms: number
}

export interface AskOptions {
  /** A connection that fails is tried so many times more, with growing pauses; an answer is never asked for twice. @default 5 */
  readonly retries?: number
  /** For one answer. @default 60_000 */
  readonly timeoutMs?: number
  /** Called before a wait that the server asked for (429 with Retry-After). */
  readonly onWait?: (seconds: number) => void
}

/** Sends a request and gives the answer, whatever its status. @throws UNREACHABLE */
export async function ask(address: string, request: Request, options: AskOptions = {}): Promise<Answer> {
  const { retries = 5, timeoutMs = 60_000, onWait } = options
  const url = new URL(`${address}${request.path}`)
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.append(name, value)
  const sent = toSent(request)
  for (let failures = 0; ; ) {
    const started = performance.now()
    try {
      const { status, headers, text } = await send(url, sent, timeoutMs)
      const ms = performance.now() - started
      if (status !== 429) return { status, body: parse(text), ms }

      const seconds = retryAfterSeconds(headers['retry-after'], Date.now())
      onWait?.(seconds)
      await sleep(seconds * 1000)
    } catch (error) {
      if (isTimeout(error) || failures >= retries) {
        const message = `${url.origin}${url.pathname}: ${reasonOf(error, timeoutMs)}`
        throw new SlipwayError('UNREACHABLE', message, { cause: error })
      }
      await sleep(100 * 2 ** failures++)
    }
  }
}

/** An address without its user, and the user where it carries one: `http://user:password@host`. @throws USAGE */
export function parseAddress(text: string): { address: string; user?: readonly [string, string] } {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol))
    throw new SlipwayError('USAGE', `"${text}" is not an address: expected http://host:port or https://host.`)
  const { username, password } = url
  url.username = url.password = ''
  const address = url.href.replace(/\/$/, '')
  return username ? { address, user: [decodeURIComponent(username), decodeURIComponent(password)] } : { address }
}

/**
 * `Retry-After` is seconds or a date (RFC 9110, 10.2.3). At least 0.1 s, so that a server that says 0 is not flooded;
 * at most five minutes; a second where it says nothing.
 */
export function retryAfterSeconds(header: string | undefined, now: number): number {
  const text = header?.trim() ?? ''
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - now) / 1000
  return Number.isNaN(seconds) ? 1 : Math.min(Math.max(seconds, 0.1), 300)
}

function toSent({ method, body, user }: Request): Sent {
  const headers: Record<string, string> = {}
  if (user) headers.authorization = `Basic ${Buffer.from(user.join(':')).toString('base64')}`
  if (body === undefined) return { method: method ?? 'GET', headers }
  const json = JSON.stringify(body)
  headers['content-type'] = 'application/json'
  headers['content-length'] = String(Buffer.byteLength(json))
  return { method: method ?? 'POST', headers, body: json }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A server that takes too long has the request already: asking again would make it no faster. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (isTimeout(error)) return `no answer within ${timeoutMs / 1000} s.`
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ECONNREFUSED') return 'nothing listens there (connection refused); is the service running?'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'there is no such host.'
  return `${message || code}.`
}
