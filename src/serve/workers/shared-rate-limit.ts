import type { RateLimit, Taken } from '../limits/rate-limit.ts'

/** Asks the primary for each request until it refuses one, then remembers that: a flood does not reach it. */
export class SharedRateLimit implements RateLimit {
  readonly perMinute: number
  readonly #ask: (key: string) => Promise<Taken | undefined>
  readonly giveBack: (key: string) => void
  readonly #refused = new Map<string, number>()

  constructor(
    perMinute: number,
    ask: (key: string) => Promise<Taken | undefined>,
    giveBack: (key: string) => void,
  ) {
    this.perMinute = perMinute
    this.#ask = ask
    this.giveBack = giveBack
  }

  take(key: string): Taken | Promise<Taken> {
    const until = this.#refused.get(key)
    if (until === undefined) return this.#takeShared(key)
    const leftMs = until - performance.now()
    if (leftMs > 0) return { allowed: false, remaining: 0, resetSeconds: Math.ceil(leftMs / 1000) }
    this.#refused.delete(key)
    return this.#takeShared(key)
  }

  async #takeShared(key: string): Promise<Taken> {
    // A primary too busy to answer is no reason to refuse.
    const taken = (await this.#ask(key)) ?? { allowed: true, remaining: 0, resetSeconds: 60 }
    if (!taken.allowed) {
      if (this.#refused.size > 10_000) this.#refused.clear()
      this.#refused.set(key, performance.now() + taken.resetSeconds * 1000)
    }
    return taken
  }
}
