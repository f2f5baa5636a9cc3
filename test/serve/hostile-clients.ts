import { once } from 'node:events'
import { request } from 'node:http'
import { Worker } from 'node:worker_threads'
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

/** What others see while attackers are at work: probes, each on a connection of its own, and a client with small requests. */
export async function watchDuring(
  small: Target & { readonly body: string },
  attack: () => Promise<unknown>,
): Promise<Bystanders> {
  const bystander = new Worker(new URL('./bystander.ts', import.meta.url), { workerData: small })
  const found = once(bystander, 'message')
  await once(bystander, 'online')
  await attack()
  bystander.postMessage('over')
  const [seen] = (await found) as [Bystanders]
  return seen
}
