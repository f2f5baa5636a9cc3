import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { HostileBody } from './hostile-bodies.ts'

export interface Target {
  readonly url: string
  readonly path: string
  readonly headers?: { readonly [name: string]: string }
}

/** The status of the answer, or what went wrong with the connection. */
export type Outcome = number | string

/** Sends a body and reads the answer to its end, without keeping it. */
export function attack({ url, path, headers }: Target, { bytes, encoding }: HostileBody): Promise<Outcome> {
  return new Promise((resolve) => {
    const sending = request(
      new URL(path, url),
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': bytes.length,
          ...(encoding && { 'content-encoding': encoding }),
          ...headers,
        },
      },
      (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode ?? 'no status'))
        response.on('error', (error) => resolve(error.message))
      },
    )
    sending.on('error', (error) => resolve(error.message))
    sending.end(bytes)
  })
}

export interface Bystanders {
  /** The longest that `/livez` was waited for. */
  readonly longestLivezMs: number
  /** Small requests answered, and those that were not answered with 200. */
  readonly answered: number
  readonly failed: readonly Outcome[]
}

/** What others see meanwhile: probes, each on a connection of its own, and a client with small requests. */
export async function watchDuring(
  small: Target & { readonly body: string },
  attackers: Promise<unknown>,
): Promise<Bystanders> {
  let over = false
  let longestLivezMs = 0
  const failed: Outcome[] = []
  let answered = 0
  const probe = async () => {
    while (!over) {
      const before = performance.now()
      const { outcome } = await ask(new URL('/livez', small.url), {}, undefined, undefined)
      if (outcome !== 200) failed.push(`livez: ${outcome}`)
      longestLivezMs = Math.max(longestLivezMs, performance.now() - before)
      await sleep(20)
    }
  }
  const client = async () => {
    const agent = new Agent({ keepAlive: true })
    while (!over) {
      const headers = { 'content-type': 'application/json', ...small.headers }
      const { outcome } = await ask(new URL(small.path, small.url), headers, small.body, agent)
      if (outcome === 200) answered++
      else failed.push(outcome)
      await sleep(20)
    }
    agent.destroy()
  }
  const watching = Promise.all([probe(), client()])
  await attackers
  over = true
  await watching
  return { longestLivezMs, answered, failed }
}

function ask(
  url: URL,
  headers: { readonly [name: string]: string },
  body: string | undefined,
  agent: Agent | undefined,
): Promise<{ readonly outcome: Outcome; readonly headers: IncomingHttpHeaders }> {
  return new Promise((resolve) => {
    const method = body === undefined ? 'GET' : 'POST'
    const sending = request(url, { method, headers, agent: agent ?? new Agent(), timeout: 20_000 }, (response) => {
      response.resume()
      response.on('end', () => resolve({ outcome: response.statusCode ?? 'no status', headers: response.headers }))
      response.on('error', (error) => resolve({ outcome: error.message, headers: {} }))
    })
    sending.on('timeout', () => sending.destroy(new Error('no answer in 20 s')))
    sending.on('error', (error) => resolve({ outcome: error.message, headers: {} }))
    sending.end(body)
  })
}
