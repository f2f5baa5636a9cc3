import type { SlipwayError } from '../../errors.ts'
import type { User } from '../../service/contract.ts'
import type { RateLimit, Taken } from '../limits/rate-limit.ts'
import { type AccessControl, GuessingError, unauthenticated } from './access-control.ts'

/** What became of a password that had to be checked. */
export interface Attempt {
  /** Whose it is; undefined where nothing may be told of it. */
  readonly user?: User
  readonly error?: SlipwayError
  /** What was counted for it, where it was not right. */
  readonly taken?: Taken | undefined
  /** Seconds until another attempt has a chance. */
  readonly waitSeconds?: number
  /** Refused because too many passwords waited to be checked. */
  readonly isCrowded?: boolean
}

/**
 * Checks passwords that are not remembered, within the limit of requests: each counts as a guess of its address before
 * it is checked, and no longer once it was right. Beyond the limit none is checked, so that a right one is refused like
 * any other.
 */
export class LoginAttempts {
  readonly #access: AccessControl
  readonly #limit: RateLimit | undefined

  constructor(access: AccessControl, limit: RateLimit | undefined) {
    this.#access = access
    this.#limit = limit
  }

  async attempt(header: string, address: string): Promise<Attempt> {
    const key = `guesses ${address}`
    const taken = await this.#limit?.take(key)
    if (taken?.allowed === false) return { taken }
    try {
      const user = await this.#access.identify(header, address)
      if (user === undefined) return { error: unauthenticated(header), taken }
      this.#limit?.giveBack(key)
      return { user }
    } catch (error) {
      const refused = error as SlipwayError
      if (refused.code !== 'TOO_MANY_REQUESTS') throw error
      if (refused instanceof GuessingError) return { error: refused, taken, waitSeconds: refused.waitSeconds }
      return { error: refused, taken, isCrowded: true }
    }
  }
}
