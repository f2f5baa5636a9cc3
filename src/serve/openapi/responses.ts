import { STATUS_CODES } from 'node:http'
import type { Json } from '../../learn/contract.ts'
import { ref, type Schema } from './schemas.ts'

const meanings: { readonly [status: number]: string } = {
  400: 'The request is malformed or does not fit; every problem is listed.',
  401: 'No user, an unknown one, or a wrong password.',
  403: 'The user may not do this.',
  404: 'There is no such thing.',
  405: 'The path answers other methods, which Allow names.',
  413: 'The body is over 16 MB, or has more inputs or values than a request may have; the detail names the limit.',
  414: 'The URL is too long; send long texts in a body.',
  415: 'The body is not JSON in UTF-8, or is compressed in another way than gzip and deflate.',
  429: 'Too many requests; Retry-After says when to come back.',
  431: 'The URL and the headers together are too long.',
  500: 'A defect in the server; its log has the cause under the request id.',
  503: 'The server is starting, draining or overloaded, or the request took too long; Retry-After says when to come back.',
}

const headers: { readonly [status: number]: readonly string[] | undefined } = {
  401: ['WWW-Authenticate'],
  405: ['Allow'],
  429: ['Retry-After'],
  503: ['Retry-After'],
}

/** Every problem that there can be, by status, for operations to refer to. */
export const problemResponses: { readonly [name: string]: Json } = Object.fromEntries(
  Object.entries(meanings).map(([status, description]) => [
    nameOf(Number(status)),
    {
      description,
      ...(headers[Number(status)] && {
        headers: Object.fromEntries(headers[Number(status)]!.map((name) => [name, { schema: { type: 'string' } }])),
      }),
      content: { 'application/problem+json': { schema: ref('Problem') } },
    },
  ]),
)

/** What any request can be answered with, whatever it asks for. */
const always = [400, 405, 414, 429, 431, 500, 503]

export interface ResponsesOf {
  /** Needs a user. */
  readonly user: boolean
  /** Needs a permission, or names something that may not exist. */
  readonly others?: readonly number[]
}

/** The responses of an operation: its answer, and every problem that can come instead. */
export function responses(
  type: string,
  schema: Schema,
  { user, others = [] }: ResponsesOf,
): { readonly [status: string]: Json } {
  const statuses = [...always, ...(user ? [401] : []), ...others].sort((a, b) => a - b)
  return {
    200: { description: STATUS_CODES[200]!, content: { [type]: { schema } } },
    ...Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }])),
  }
}

function nameOf(status: number): string {
  return STATUS_CODES[status]!.replaceAll(' ', '')
}
