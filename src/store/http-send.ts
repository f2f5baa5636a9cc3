import { setTimeout as sleep } from 'node:timers/promises'
import { SlipwayError } from '../errors.ts'

export interface HttpOptions {
  /** Longest wait for the next bytes of an answer, in milliseconds. @default 10_000 */
  readonly timeoutMs?: number
  /** How often a request that failed is sent again. @default 3 */
  readonly retries?: number
  /** Wait before the first retry, in milliseconds; it doubles with each. @default 200 */
  readonly backOffMs?: number
  /** Longest time for all of an answer, in milliseconds: one that trickles in is given up. @default 600_000 */
  readonly longestMs?: number
  /** Hosts, each with its port where it has one, that a store may send its readers on to. @default none but its own */
  readonly redirectHosts?: readonly string[]
}

export interface HttpRequest {
  readonly url: URL
  /** PUT is sent again like GET: writing the same bytes twice is writing them once. @default 'GET' */
  readonly method?: 'GET' | 'PUT'
  /** Asked for anew with each try, as signatures are good for minutes only. */
  readonly headers?: () => Headers | Promise<Headers>
  readonly body?: Uint8Array
  /** Of a longer answer, one byte more than that is given. */
  readonly maxBytes: number
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
}

/** Longest wait that a server's `Retry-After` is followed for. */
const longestWaitMs = 10_000

/**
 * Sends a request to a store. An answer that breaks off, does not come in time, or says that the server is unwell (5xx,
 * 429) is asked for again, each time after twice the wait.
 * @throws STORE_UNREACHABLE after the last try
 */
export async function httpSend(
  request: HttpRequest,
  { timeoutMs = 10_000, longestMs = 600_000, retries = 3, backOffMs = 200 }: HttpOptions,
): Promise<HttpAnswer> {
  for (let tries = 0; ; tries++) {
    const answer = await sendOnce(request, timeoutMs, longestMs).catch((cause: Error) => cause)
    const isUnwell = answer instanceof Error || answer.status >= 500 || answer.status === 429
    if (!isUnwell) return answer
    if (tries >= retries) {
      const told = answer instanceof Error ? reason(answer, timeoutMs) : `it answered ${answer.status}`
      const what = `${shownUrl(request.url)} cannot be ${request.method === 'PUT' ? 'written' : 'read'}`
      const cause = answer instanceof Error ? answer : undefined
      throw new SlipwayError('STORE_UNREACHABLE', `${what}: ${told}.`, { cause })
    }
    const asked = answer instanceof Error ? 0 : Number(answer.headers.get('retry-after') ?? 0) * 1000
    // Half of the wait is drawn at random, so that servers that failed together do not come back together.
    const waitMs = backOffMs * 2 ** tries * (0.5 + Math.random() / 2)
    await sleep(Math.max(waitMs, asked > 0 ? Math.min(asked, longestWaitMs) : 0))
  }
}

/** A redirect is an answer like any other: who asked decides whether to follow it. */
async function sendOnce(request: HttpRequest, timeoutMs: number, longestMs: number): Promise<HttpAnswer> {
  const { url, method = 'GET', body, maxBytes } = request
  const abort = new AbortController()
  const timeOut = () => abort.abort(new DOMException('timed out', 'TimeoutError'))
  let timer = setTimeout(timeOut, timeoutMs)
  const lastCall = setTimeout(timeOut, longestMs)
  try {
    const headers = (await request.headers?.()) ?? new Headers()
    const sent = body === undefined ? {} : { body: body as Uint8Array<ArrayBuffer> }
    const response = await fetch(url, { method, headers, redirect: 'manual', signal: abort.signal, ...sent })
    const chunks: Uint8Array[] = []
    let length = 0
    for await (const chunk of response.body ?? []) {
      clearTimeout(timer)
      timer = setTimeout(timeOut, timeoutMs)
      chunks.push(chunk)
      length += chunk.length
      if (length > maxBytes) break
    }
    const bytes = Buffer.concat(chunks, Math.min(length, maxBytes + 1))
    return { status: response.status, headers: response.headers, bytes }
  } finally {
    clearTimeout(timer)
    clearTimeout(lastCall)
  }
}

/** An address without what may be secret in it. */
export function shownUrl(url: URL): string {
  return `${url.origin}${url.pathname}`
}

/** What went wrong, in the words of the deepest cause: fetch itself only says that it failed. */
function reason(error: Error, timeoutMs: number): string {
  if (error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`
  const cause = error.cause as (Error & { code?: string }) | undefined
  return cause?.code ?? cause?.message ?? error.message
}
