import http, { type Agent } from 'node:http'
import https from 'node:https'
import type { Target } from './target.ts'

/** What became of one request: an answer, or why there was none. */
export interface Outcome {
  /** 0 where no whole answer came. */
  readonly status: number
  /** Of the answer's body. */
  readonly bytes: number
  /** The body, where it was asked for. */
  readonly text?: string
  /** The kind of failure: the reason why there was no answer, or a status of 400 and above. Undefined where all is well. */
  readonly failure?: string
  /** Whether the time was up before the answer was whole. */
  readonly timedOut?: boolean
}

export interface ExchangeOptions {
  readonly agent: Agent
  readonly timeoutMs: number
  /** Whether the text of the answer is wanted. @default false */
  readonly keepText?: boolean
}

/** Sends one request, once: nothing is tried again and no redirect followed. Never rejects. */
export function exchange(target: Target, { agent, timeoutMs, keepText = false }: ExchangeOptions): Promise<Outcome> {
  const { url, method, headers, body } = target
  return new Promise((resolve) => {
    let timedOut = false
    let settled = false
    const end = (outcome: Outcome) => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      resolve(outcome)
    }
    const fail = (error: Error) =>
      end({ status: 0, bytes: 0, failure: timedOut ? timeoutWords(timeoutMs) : failureOf(error), timedOut })
    const { request } = url.protocol === 'https:' ? https : http
    const sent = request(url, { method, headers, agent }, (response) => {
      const chunks: Buffer[] = []
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (keepText) chunks.push(chunk)
      })
      response.on('error', fail)
      response.on('end', () => {
        const status = response.statusCode ?? 0
        const failure = status >= 400 ? { failure: String(status) } : {}
        end({ status, bytes, ...failure, ...(keepText ? { text: Buffer.concat(chunks).toString() } : {}) })
      })
    })
    const timer = setTimeout(() => {
      timedOut = true
      sent.destroy(new Error('timeout'))
    }, timeoutMs)
    sent.on('error', fail)
    sent.end(body)
  })
}

/** An error of a connection in the words of a report; its code where there are no better ones. */
function failureOf(error: NodeJS.ErrnoException): string {
  const { code = '', message } = error
  if (code.startsWith('HPE_')) return 'the answer is not HTTP'
  return words[code] ?? (code || message || error.name)
}

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EPIPE: 'connection reset',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'no such host',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ETIMEDOUT: 'no connection',
  EADDRNOTAVAIL: 'no local port left',
  EMFILE: 'too many open files here',
}

function timeoutWords(timeoutMs: number): string {
  return `no answer within ${timeoutMs / 1000} s`
}
