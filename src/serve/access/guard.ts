import type { FastifyReply, FastifyRequest } from 'fastify'
import { SlipwayError } from '../../errors.ts'
import type { User } from '../../service/contract.ts'
import type { ServeContext } from '../context.ts'
import { asJsonType } from '../input/media-type.ts'
import { limitKey } from '../limits/caller-address.ts'
import type { RateLimit, Taken } from '../limits/rate-limit.ts'
import { type AccessControl, forbidden, unauthenticated } from './access-control.ts'
import { type Attempt, LoginAttempts } from './login.ts'

/**
 * Who may call: everyone; everyone, with a user known where one is sent (`guest`); any user; or users with the permission
 * that the request names.
 */
export type Permit =
  | 'everyone'
  | 'guest'
  | 'user'
  | { readonly permission: (request: FastifyRequest) => string | undefined }

/** Below what the parser reads of URL and headers together, so that a URL that is too long is told so. */
const urlLimit = 480 * 1024
const crowdedMs = 1000

export type Hook = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => void

/** What happens before a request's body is read: who is it, may they, and are they within the limit. */
export function guard(
  { access, limit, state, callerAddress }: ServeContext,
  permit: Permit,
  options: { readonly limited: boolean; readonly anyContentType: boolean },
): Hook {
  const rateLimit = options.limited ? limit : undefined
  const admit = access === undefined || permit === 'everyone' ? admitEveryone : admitUsers(access, permit, rateLimit)
  const count = rateLimit && counting(rateLimit)
  return (request, _reply, done) => {
    request.startedAt = performance.now()
    request.caller = callerAddress(request.raw)
    state.inFlight += 1
    if (options.anyContentType) request.raw.headers['content-type'] = asJsonType(request.raw.headers['content-type'])
    if (request.raw.url!.length > urlLimit) {
      done(new SlipwayError('URI_TOO_LONG', 'The URL is over the limit of 480 KB; send long texts in a body.'))
      return
    }
    if (count === undefined) admit(request, done)
    else admit(request, (error, taken) => count(request, error, taken, done))
  }
}

/** @param taken what was counted for the request already */
type Next = (error?: Error, taken?: Taken) => void

function admitEveryone(_request: FastifyRequest, next: Next): void {
  next()
}

function admitUsers(access: AccessControl, permit: Exclude<Permit, 'everyone'>, limit: RateLimit | undefined) {
  const logins = new LoginAttempts(access, limit)
  return (request: FastifyRequest, next: Next): void => {
    const header = request.raw.headers.authorization
    if (header === undefined) {
      next(permit === 'guest' ? undefined : unauthenticated(undefined))
      return
    }
    const address = limitKey(request.caller)
    const user = access.remembered(header, address)
    if (user !== undefined) {
      next(decide(request, user, permit))
      return
    }
    logins.attempt(header, address).then((attempt) => {
      if (attempt.user === undefined) refuse(request, attempt, next)
      else next(decide(request, attempt.user, permit))
    }, next)
  }
}

/** A crowd is told so no sooner than the check of a password takes: how soon would tell whose names exist. */
function refuse(request: FastifyRequest, { error, taken, waitSeconds, isCrowded }: Attempt, next: Next): void {
  if (waitSeconds !== undefined) request.extraHeaders = { 'retry-after': String(waitSeconds) }
  if (!isCrowded) next(error, taken)
  else setTimeout(next, request.startedAt + crowdedMs - performance.now(), error, taken)
}

function decide(request: FastifyRequest, user: User, permit: Exclude<Permit, 'everyone'>): Error | undefined {
  request.user = user
  const permission = typeof permit === 'string' ? undefined : permit.permission(request)
  return permission === undefined || user.permissions.includes(permission) ? undefined : forbidden(user, permission)
}

/** Counts a request for its user, else for its address; one beyond the limit is refused whatever else is wrong with it. */
function counting(limit: RateLimit) {
  const policy = `"default";q=${limit.perMinute};w=60`
  return (request: FastifyRequest, error: Error | undefined, counted: Taken | undefined, done: Next): void => {
    const decide = ({ allowed, remaining, resetSeconds }: Taken): void => {
      request.extraHeaders = {
        ...request.extraHeaders,
        'ratelimit-policy': policy,
        ratelimit: `"default";r=${remaining};t=${resetSeconds}`,
        ...(!allowed && { 'retry-after': String(resetSeconds) }),
      }
      done(allowed ? error : overLimit(limit.perMinute, resetSeconds))
    }
    const { user } = request
    const taken =
      counted ?? limit.take(user === undefined ? `address ${limitKey(request.caller)}` : `user ${user.username}`)
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
