import type { FastifyBodyParser } from 'fastify'
import { SlipwayError } from '../../errors.ts'
import { badRequest } from '../errors/problem.ts'

/** Reads a body as JSON, or as the route reads it where it has a way of its own. An empty one is refused either way. */
export function bodyParser(parseJson: FastifyBodyParser<string>): FastifyBodyParser<string> {
  return (request, text, done) => {
    const { parse } = request.routeOptions.config
    if (parse === undefined || text === '') return parseJson(request, text, done)
    try {
      done(null, parse(text))
    } catch (error) {
      done(error instanceof SyntaxError ? unreadable(error) : (error as Error))
    }
  }
}

function unreadable({ message }: SyntaxError): Error {
  return badRequest([{ path: '', message: `${message.replace(/\.$/, '')}.` }])
}

/** JSON whose objects may have a key `__proto__`, which is refused elsewhere: for who looks at own keys only. */
export function parseAnyKey(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const message = 'The body is not JSON that can be read; NaN and infinities are none.'
    throw new SlipwayError('BAD_REQUEST', message, { cause })
  }
}
