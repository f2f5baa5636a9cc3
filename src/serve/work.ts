import { AsyncLocalStorage } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'
import { SlipwayError } from '../errors.ts'

/** The client went away before it was answered; nobody is told but the log and the metrics. */
export class ClientGone extends Error {}

/** The work for one request, and whether it is still worth doing. */
export class Work {
  readonly timeoutMs: number
  readonly #response: ServerResponse
  readonly #until: number

  constructor(response: ServerResponse, timeoutMs: number) {
    this.#response = response
    this.timeoutMs = timeoutMs
    this.#until = performance.now() + timeoutMs
  }

  get leftMs(): number {
    return this.#until - performance.now()
  }

  /** @throws ClientGone where the client left, UNAVAILABLE where the time is up */
  check(): void {
    if (this.#response.destroyed) throw new ClientGone('The client left.')
    if (this.leftMs <= 0) throw tooLate(this.timeoutMs)
  }
}

export function tooLate(timeoutMs: number): SlipwayError {
  const limit = `${timeoutMs.toLocaleString('en-US')} ms`
  return new SlipwayError(
    'UNAVAILABLE',
    `The request needs more than ${limit} (REQUEST_TIMEOUT_MS) at present; send it in parts, or try again later.`,
  )
}

const current = new AsyncLocalStorage<Work>()

/** Runs a route's function, so that what it calls, now or later, finds the work that it is a part of. */
export function runAs<T>(work: Work, route: () => T): T {
  return current.run(work, route)
}

let atOnce: Work | undefined

/** The same for a function that is done when it returns: a context that outlives the call takes another half microsecond. */
export function runAtOnce<T>(work: Work, route: () => T): T {
  atOnce = work
  try {
    return route()
  } finally {
    atOnce = undefined
  }
}

/** The work that the caller is a part of; undefined outside of requests. */
export function currentWork(): Work | undefined {
  return atOnce ?? current.getStore()
}
