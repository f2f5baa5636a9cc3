import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A request as a server reads it. */
export interface Request {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: { readonly [name: string]: string }
  readonly body?: string
}

/** What `wrk` saw; latencies in milliseconds. */
export interface Load {
  readonly requests: number
  readonly seconds: number
  readonly p50: number
  readonly p99: number
  /** Broken connections, time-outs and answers that are not 2xx. */
  readonly failed: number
}

/** Writes requests as bytes for `runWrk` to send in turn. */
export function writeRequests(file: string, requests: readonly Request[]): void {
  const raw = requests.map(({ method, path, headers, body }) => {
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
    const lines = Object.entries({ Host: 'localhost', ...headers, ...length }).map(
      ([name, value]) => `${name}: ${value}`,
    )
    return `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body ?? ''}\n--- next ---\n`
  })
  writeFileSync(file, raw.join(''))
}

/** Loads a server with one thread of `wrk`. @throws Error where a request fails */
export async function runWrk(
  url: string,
  file: string,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<Load> {
  const { stdout } = await promisify(execFile)('wrk', [
    ...['--threads', '1', '--connections', String(connections), '--duration', `${seconds}s`, '--timeout', '60s'],
    ...['--script', join(import.meta.dirname, 'wrk.lua'), url, '--', file],
  ])
  const load = JSON.parse(stdout.trim().split('\n').at(-1)!) as Load
  if (load.failed > 0) throw new Error(`${url}: ${load.failed} of ${load.requests} requests failed.\n${stdout}`)
  return load
}
