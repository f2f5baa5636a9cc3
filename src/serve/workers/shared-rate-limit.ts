import type { RateLimit, Taken } from '../limits/rate-limit.ts'
import { RefusedKeys } from '../limits/refused-keys.ts'

/** Asks the primary for each request until it refuses one, then remembers that: a flood does not reach it. */
export class SharedRateLimit implements RateLimit {
  readonly perMinute: number
  readonly #ask: (key: string) => Promise<Taken | undefined>
  readonly giveBack: (key: string) => void
  readonly #refused = new RefusedKeys()

  constructor(perMinute: number, ask: (key: string) => Promise<Taken | undefined>, giveBack: (key: string) => void) {
    this.perMinute = perMinute
    this.#ask = ask
    this.giveBack = giveBack
  }

  take(key: string): Taken | Promise<Taken> {
    return this.#refused.get(key) ?? this.#takeShared(key)
  }

  async #takeShared(key: string): Promise<Taken> {
    // A primary too busy to answer is no reason to refuse.
    const taken = (await this.#ask(key)) ?? { allowed: true, remaining: 0, resetSeconds: 60 }
    this.#refused.remember(key, taken)
    return taken
  }
}
