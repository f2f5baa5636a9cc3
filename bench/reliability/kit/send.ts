import { type Agent, request } from 'node:http'

/** A request as the traffic sends it. */
export interface Sending {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers?: { readonly [name: string]: string }
  readonly body?: string | Uint8Array
}

/** A status; or what became of a request that has none. */
export type Ending = number | 'refused' | 'reset' | 'late'

export interface Answer {
  readonly ending: Ending
  readonly body: string
  readonly headers: { readonly [name: string]: string | string[] | undefined }
  readonly ms: number
}

export interface SendOptions {
  /** Keeps connections; without one each request has its own. */
  readonly agent?: Agent
  /** @default 5000 */
  readonly timeoutMs?: number
  /** The address to send from. @default the system's choice */
  readonly localAddress?: string
}

/** Sends a request, and tells what became of it; never throws. `refused`: nobody listens, nothing was taken. */
export function send(
  url: string,
  { method, path, headers, body }: Sending,
  { agent, timeoutMs = 5000, localAddress }: SendOptions = {},
): Promise<Answer> {
  const started = performance.now()
  return new Promise((resolve) => {
    const end = (ending: Ending, text = '', answered: Answer['headers'] = {}) => {
      clearTimeout(timer)
      resolve({ ending, body: text, headers: answered, ms: performance.now() - started })
    }
    const sending = request(
      url + path,
      {
        method,
        agent: agent ?? false,
        headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
        ...(localAddress && { localAddress }),
      },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk) => chunks.push(chunk))
        answer.on('end', () => end(answer.statusCode ?? 0, Buffer.concat(chunks).toString(), answer.headers))
        answer.on('error', () => end('reset'))
      },
    )
    const timer = setTimeout(() => {
      end('late')
      sending.destroy()
    }, timeoutMs)
    sending.on('error', (error: NodeJS.ErrnoException) => end(error.code === 'ECONNREFUSED' ? 'refused' : 'reset'))
    sending.end(body)
  })
}
