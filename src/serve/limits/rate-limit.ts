import type { MetricJson } from '../metrics/snapshot.ts'

/** What became of a request under the limit. */
export interface Taken {
  readonly allowed: boolean
  readonly remaining: number
  /** Seconds until the window ends, rounded up. */
  readonly resetSeconds: number
}

/** So many requests a minute for each key, a user or an address. Shared by workers, or by all servers of a service. */
export interface RateLimit {
  readonly perMinute: number
  take(key: string): Taken | Promise<Taken>
  /** Undoes what one `take` counted, in the window that it was counted in. */
  giveBack(key: string): void
  metrics?(): MetricJson[]
  /** Lets go of connections. */
  close?(): void
}

export const windowMs = 60_000
/** More callers than that in one minute, and the ones seen first start again. */
const mostKeys = 100_000

/** A limit in this process: for each key a window of a minute that begins with its first request. */
export class LocalRateLimit implements RateLimit {
  readonly perMinute: number
  readonly #now: () => number
  readonly #windows = new Map<string, { used: number; readonly ends: number }>()

  /** @param now milliseconds on a clock that never goes back */
  constructor(perMinute: number, now: () => number = () => performance.now()) {
    this.perMinute = perMinute
    this.#now = now
  }

  take(key: string): Taken {
    const now = this.#now()
    let window = this.#windows.get(key)
    if (window === undefined || window.ends <= now) {
      this.#windows.delete(key)
      this.#forget(now)
      window = { used: 0, ends: now + windowMs }
      this.#windows.set(key, window)
    }
    const allowed = window.used < this.perMinute
    if (allowed) window.used += 1
    return {
      allowed,
      remaining: this.perMinute - window.used,
      resetSeconds: Math.ceil(Math.floor(window.ends - now) / 1000),
    }
  }

  giveBack(key: string): void {
    const window = this.#windows.get(key)
    if (window !== undefined && window.used > 0) window.used -= 1
  }

  /** Windows lie in the order in which they end, so the ones that did are in front. */
  #forget(now: number): void {
    for (const [key, { ends }] of this.#windows) {
      if (ends > now && this.#windows.size < mostKeys) return
      this.#windows.delete(key)
    }
  }
}
