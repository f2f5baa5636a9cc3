import type { FastifyContentTypeParser, FastifyRequest } from 'fastify'
import { SlipwayError } from '../../errors.ts'
import { bodyLimitBytes } from '../../service/limits.ts'
import { type BodyBudget, smallBytes } from './body-budget.ts'
import { acceptedEncodings, UnknownEncoding } from './content-encoding.ts'
import { asBadRequest, parseJson, toText } from './json.ts'
import { otherCharset } from './media-type.ts'
import { readBody } from './read-body.ts'

/**
 * The one reader of bodies, for every route. A small body is parsed at once and becomes `request.body`, as the route parses
 * it. A large one stays bytes, in `request.held`: its route parses it piece by piece, so that no body holds the others up.
 */
export function bodyParser(budget: BodyBudget): FastifyContentTypeParser {
  const limitBytes = Math.min(bodyLimitBytes, budget.largest)
  return (request, payload, done) => {
    // That there is no such route comes before what is wrong with the body; it is not read.
    if (request.is404) {
      done(null)
      return
    }
    const charset = otherCharset(request.headers['content-type'])
    if (charset !== undefined) {
      done(new SlipwayError('UNSUPPORTED_MEDIA_TYPE', `The body has charset=${charset}; expected JSON in UTF-8.`))
      return
    }
    readBody(payload, budget, limitBytes, (error, held) => {
      if (held === undefined) {
        if (error instanceof UnknownEncoding) nameEncodings(request)
        done(error)
        return
      }
      request.held = held
      if (held.bytes.length > smallBytes) done(null)
      else parseSmall(request, held.bytes, done)
    })
  }
}

function parseSmall(request: FastifyRequest, bytes: Buffer, done: (error: Error | null, body?: unknown) => void): void {
  const { parse = parseJson } = request.routeOptions.config
  let body: unknown
  try {
    body = parse(toText(bytes))
  } catch (error) {
    done(asBadRequest(error) as Error)
    return
  }
  done(null, body)
}

function nameEncodings(request: FastifyRequest): void {
  request.extraHeaders = { ...request.extraHeaders, 'accept-encoding': acceptedEncodings }
}
