import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { type ErrorCode, SlipwayError } from '../../errors.ts'
import { problemType, toProblem } from './problem.ts'

/** How long a client may go on sending after it was told what is wrong. */
const lingerMs = 1000

/**
 * Answers what Node's parser gives up on, and closes. The client may still be sending: what comes is read and thrown
 * away for a moment, because closing on unread bytes resets the connection and the answer is lost with it.
 */
export function answerClientError(
  error: Error & { readonly code?: string },
  socket: Socket,
  requestId: string,
): number | undefined {
  if (error.code === 'ECONNRESET' || !socket.writable || socket.writableEnded) {
    if (!socket.writableEnded) socket.destroy()
    return undefined
  }
  const { status, text } = toAnswer(error, requestId)
  socket.end(text)
  socket.on('error', () => socket.destroy())
  setTimeout(() => socket.destroy(), lingerMs).unref()
  return status
}

function toAnswer(error: Error & { readonly code?: string }, requestId: string): { status: number; text: string } {
  const problem = toProblem(explain(error), requestId)
  // A request that did not come to its end has a status of its own, and no code among our errors.
  const late = error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
  const status = late ? 408 : problem.status
  const body = JSON.stringify({ ...problem, status, title: STATUS_CODES[status] })
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `content-type: ${problemType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    'connection: close',
  ]
  return { status, text: `${head.join('\r\n')}\r\n\r\n${body}` }
}

const explanations: { readonly [code: string]: readonly [ErrorCode, string] | undefined } = {
  HPE_HEADER_OVERFLOW: [
    'HEADERS_TOO_LARGE',
    'The URL and the headers together are over the limit of 512 KB; send long texts in a body.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ['BAD_REQUEST', 'The request did not arrive in time.'],
}

function explain(error: Error & { readonly code?: string }): SlipwayError {
  const [code, message] = explanations[error.code ?? ''] ?? [
    'BAD_REQUEST',
    `The request is not HTTP that can be read: ${error.message}.`,
  ]
  return new SlipwayError(code, message, { cause: error })
}
