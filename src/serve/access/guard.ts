import type { FastifyReply, FastifyRequest } from 'fastify'
import { SlipwayError } from '../../errors.ts'
import type { User } from '../../service/contract.ts'
import type { ServeContext } from '../context.ts'
import { asJsonType } from '../input/media-type.ts'
import { limitKey } from '../limits/caller-address.ts'
import type { RateLimit, Taken } from '../limits/rate-limit.ts'
import { type AccessControl, forbidden, unauthenticated } from './access-control.ts'

/** Who may call: everyone, any user, or users with the permission that the request names. */
export type Permit = 'everyone' | 'user' | { readonly permission: (request: FastifyRequest) => string | undefined }

/** Below what the parser reads of URL and headers together, so that a URL that is too long is told so. */
const urlLimit = 480 * 1024

export type Hook = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => void

/** What happens before a request's body is read: who is it, may they, and are they within the limit. */
export function guard(
  { access, limit, state, callerAddress }: ServeContext,
  permit: Permit,
  options: { readonly limited: boolean; readonly anyContentType: boolean },
): Hook {
  const admit = access === undefined || permit === 'everyone' ? admitEveryone : admitUsers(access, permit)
  const count = limit === undefined || !options.limited ? undefined : counting(limit)
  return (request, _reply, done) => {
    request.startedAt = performance.now()
    request.caller = callerAddress(request.raw)
    state.inFlight += 1
    if (options.anyContentType) request.raw.headers['content-type'] = asJsonType(request.raw.headers['content-type'])
    if (request.raw.url!.length > urlLimit) {
      done(new SlipwayError('URI_TOO_LONG', 'The URL is over the limit of 480 KB; send long texts in a body.'))
      return
    }
    const go = (error?: Error) => (count === undefined ? done(error) : count(request, error, done))
    admit(request, go)
  }
}

type Next = (error?: Error) => void

function admitEveryone(_request: FastifyRequest, next: Next): void {
  next()
}

function admitUsers(access: AccessControl, permit: Exclude<Permit, 'everyone'>) {
  return (request: FastifyRequest, next: Next): void => {
    const header = request.raw.headers.authorization
    if (header === undefined) {
      next(unauthenticated(undefined))
      return
    }
    const identified = access.identify(header)
    if (identified instanceof Promise) identified.then((user) => next(decide(request, user, permit)), next)
    else next(decide(request, identified, permit))
  }
}

function decide(
  request: FastifyRequest,
  user: User | undefined,
  permit: Exclude<Permit, 'everyone'>,
): Error | undefined {
  if (user === undefined) return unauthenticated(request.raw.headers.authorization)
  request.user = user
  const permission = permit === 'user' ? undefined : permit.permission(request)
  return permission === undefined || user.permissions.includes(permission) ? undefined : forbidden(user, permission)
}

/** Counts a request for its user, else for its address; one beyond the limit is refused whatever else is wrong with it. */
function counting(limit: RateLimit) {
  const policy = `"default";q=${limit.perMinute};w=60`
  return (request: FastifyRequest, error: Error | undefined, done: Next): void => {
    const decide = ({ allowed, remaining, resetSeconds }: Taken): void => {
      request.extraHeaders = {
        'ratelimit-policy': policy,
        ratelimit: `"default";r=${remaining};t=${resetSeconds}`,
        ...(!allowed && { 'retry-after': String(resetSeconds) }),
      }
      done(allowed ? error : overLimit(limit.perMinute, resetSeconds))
    }
    const taken = limit.take(
      request.user === undefined ? `address ${limitKey(request.caller)}` : `user ${request.user.username}`,
    )
    if (taken instanceof Promise) taken.then(decide, done)
    else decide(taken)
  }
}

function overLimit(perMinute: number, resetSeconds: number): SlipwayError {
  return new SlipwayError(
    'TOO_MANY_REQUESTS',
    `The limit of ${perMinute} requests a minute is used up; come back in ${resetSeconds} s.`,
  )
}
