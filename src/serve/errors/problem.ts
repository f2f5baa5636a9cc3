import { STATUS_CODES } from 'node:http'
import { errorKinds, isSlipwayError, type Problem, SlipwayError } from '../../errors.ts'

/** Problem details (RFC 9457), with `error` for clients that read only that. */
export interface ProblemDetails {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  /** The request id, which the log has too. */
  readonly instance: string
  readonly error: string
  readonly errors: readonly Problem[]
}

export const problemType = 'application/problem+json; charset=utf-8'

/** What the outside sees of an error. The detail of a server's own trouble stays in the log. */
export function toProblem(error: SlipwayError, requestId: string): ProblemDetails {
  const { status } = errorKinds[error.code]
  const told = status < 500 || error.code === 'UNAVAILABLE'
  const detail = told ? error.message : `The server failed; its log has the cause under request id ${requestId}.`
  return {
    // Nothing more is to be found at an address than the title and the detail say.
    type: 'about:blank',
    title: STATUS_CODES[status]!,
    status,
    detail,
    instance: requestId,
    error: detail,
    errors: told ? error.problems : [],
  }
}

/** A request that does not fit: every problem in one error. */
export function badRequest(problems: readonly Problem[]): SlipwayError {
  return new SlipwayError('BAD_REQUEST', summary(problems), { problems })
}

function summary(problems: readonly Problem[]): string {
  const shown = problems.slice(0, 3).map(({ path, message }) => `${path === '' ? 'The body' : path}: ${message}`)
  const more = problems.length - shown.length
  return more > 0 ? `${shown.join(' ')} And ${more} more.` : shown.join(' ')
}

/** Any error as one of ours. Fastify's own have codes that begin with FST_ERR. */
export function toSlipwayError(error: unknown): SlipwayError {
  if (isSlipwayError(error)) return error
  const { code, message, statusCode } = (error ?? {}) as { code?: string; message?: string; statusCode?: number }
  const known = code === undefined ? undefined : frameworkErrors[code]
  if (known !== undefined) return new SlipwayError(known[0], known[1], { cause: error })
  if (statusCode === 400) {
    const sentence = `${message?.replace(/\.$/, '')}.`
    const problems = [{ path: '', message: sentence }]
    return new SlipwayError('BAD_REQUEST', `The request cannot be read: ${sentence}`, { problems, cause: error })
  }
  return new SlipwayError('INTERNAL', message ?? String(error), { cause: error })
}

const frameworkErrors: { readonly [code: string]: readonly [SlipwayError['code'], string] | undefined } = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'UNSUPPORTED_MEDIA_TYPE',
    'The body has to be JSON, with the header Content-Type: application/json.',
  ],
  FST_ERR_BAD_URL: ['BAD_REQUEST', 'The URL cannot be decoded; "%" has to be followed by two hexadecimal digits.'],
  FST_ERR_MAX_PARAM_LENGTH: ['NOT_FOUND', 'There is no such route; a part of the path is too long.'],
}
