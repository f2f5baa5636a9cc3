import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const sane = /^[A-Za-z0-9._:-]{1,100}$/

/** Gives each request an id: the caller's `x-request-id` where it is sane, else a new one that no other process gives. */
export function requestIds(): (request: Pick<IncomingMessage, 'headers'>) => string {
  const prefix = randomBytes(6).toString('hex')
  let count = 0
  return ({ headers }) => {
    const given = headers['x-request-id']
    if (typeof given === 'string' && sane.test(given)) return given
    count += 1
    return `${prefix}-${count.toString(36)}`
  }
}
