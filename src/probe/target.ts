import http from 'node:http'
import https from 'node:https'
import { SlipwayError } from '../errors.ts'

/** A request that is sent many times: put together once. */
export interface Target {
  readonly url: URL
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Buffer | undefined
}

export interface TargetOptions {
  /** @default 'GET', or 'POST' where there is a body */
  readonly method?: string | undefined
  /** Each as `Name: value`; they win over those that follow from the rest. */
  readonly headers?: readonly string[] | undefined
  readonly body?: string | Buffer | undefined
  /** `[username, password]` */
  readonly user?: readonly [string, string] | undefined
}

/** @throws USAGE, with every header and method that cannot be sent */
export function toTarget(url: string | URL, { method, headers: lines = [], body, user }: TargetOptions = {}): Target {
  const headers: Record<string, string> = {}
  const bytes = body === undefined ? undefined : Buffer.from(body)
  if (user) headers.authorization = `Basic ${Buffer.from(user.join(':')).toString('base64')}`
  if (bytes) {
    headers['content-type'] = looksLikeJson(bytes) ? 'application/json' : 'text/plain; charset=utf-8'
    headers['content-length'] = String(bytes.length)
  }
  const problems: string[] = []
  for (const line of lines) {
    const colon = line.indexOf(':')
    const [name, value] = [line.slice(0, Math.max(colon, 0)).trim().toLowerCase(), line.slice(colon + 1).trim()]
    if (isHeader(name, value)) headers[name] = value
    else problems.push(`--header: expected "Name: value", got ${JSON.stringify(line)}.`)
  }
  const verb = (method ?? (bytes ? 'POST' : 'GET')).toUpperCase()
  if (!http.METHODS.includes(verb)) problems.push(`--method: there is no HTTP method "${method}".`)
  if (problems.length > 0) throw new SlipwayError('USAGE', problems.join('\n'))
  return { url: new URL(url), method: verb, headers, body: bytes }
}

/** Connections for many requests to the same place; `keep` says whether one is used again. */
export function agentFor({ protocol }: URL, { keep, connections }: { keep: boolean; connections: number }): http.Agent {
  const options = { keepAlive: keep, maxSockets: connections }
  return protocol === 'https:' ? new https.Agent(options) : new http.Agent(options)
}

function isHeader(name: string, value: string): boolean {
  try {
    http.validateHeaderName(name)
    http.validateHeaderValue(name, value)
    return true
  } catch {
    return false
  }
}

function looksLikeJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString())
    return true
  } catch {
    return false
  }
}
