export interface FailureAllowance {
  /** Wrong passwords that a key may have before it has to wait. */
  readonly free: number
  /** The longest wait in seconds. */
  readonly longestWait: number
}

const windowMs = 60_000
/** More keys than that in a minute, and the ones seen first start again. */
const mostKeys = 10_000

interface Count {
  failures: number
  /** When the count begins anew, if nothing fails until then. */
  ends: number
  /** Until when nothing more is checked. */
  blockedUntil: number
}

/**
 * Wrong passwords by key, an address or a name. Up to `free` of them, each less than a minute after the one before, change
 * nothing; each one more doubles the time in which no further password is checked, a right one neither: 1 s, 2 s, 4 s, up
 * to `longestWait`.
 */
export class Failures {
  readonly #free: number
  readonly #longestWaitMs: number
  readonly #now: () => number
  readonly #counts = new Map<string, Count>()

  /** @param now milliseconds on a clock that never goes back */
  constructor({ free, longestWait }: FailureAllowance, now: () => number = () => performance.now()) {
    this.#free = free
    this.#longestWaitMs = longestWait * 1000
    this.#now = now
  }

  /** Seconds that the key has to wait, rounded up; 0 where it need not. */
  waitSeconds(key: string): number {
    const count = this.#counts.get(key)
    return count === undefined ? 0 : Math.max(0, Math.ceil((count.blockedUntil - this.#now()) / 1000))
  }

  add(key: string): void {
    const now = this.#now()
    let count = this.#counts.get(key)
    if (count !== undefined && count.ends <= now) count = undefined
    count ??= { failures: 0, ends: 0, blockedUntil: 0 }
    count.failures += 1
    const over = count.failures - this.#free
    if (over >= 0) count.blockedUntil = now + Math.min(this.#longestWaitMs, 1000 * 2 ** over)
    count.ends = Math.max(now, count.blockedUntil) + windowMs
    // Counts lie in the order of their last failure, so the ones that are over are in front.
    this.#counts.delete(key)
    this.#forget(now)
    this.#counts.set(key, count)
  }

  #forget(now: number): void {
    for (const [key, { ends }] of this.#counts) {
      if (ends > now && this.#counts.size < mostKeys) return
      this.#counts.delete(key)
    }
  }
}
