const firstPauseMs = 10_000
const longestPauseMs = 5 * 60_000

interface Refusal {
  readonly version: string
  readonly pauseMs: number
  /** When it may be tried again, on the clock of `performance.now()`. */
  readonly until: number
}

/**
 * Versions that failed their checks, by model. One that did is left alone for a while, longer each time, and then tried
 * again: a copy that was under way may be whole by then, a damaged one mended.
 */
export class Refusals {
  readonly #byModel = new Map<string, Refusal>()

  /** Whether a version is to be left alone now. */
  has(model: string, version: string): boolean {
    const refusal = this.#byModel.get(model)
    return refusal?.version === version && performance.now() < refusal.until
  }

  /** Gives whether this is news: not where the same version fails once more. */
  add(model: string, version: string): boolean {
    const before = this.#byModel.get(model)
    const isNews = before?.version !== version
    const pauseMs = isNews ? firstPauseMs : Math.min(2 * before.pauseMs, longestPauseMs)
    this.#byModel.set(model, { version, pauseMs, until: performance.now() + pauseMs })
    return isNews
  }

  forget(model: string): void {
    this.#byModel.delete(model)
  }

  /** Lets every version be tried at once. */
  retry(): void {
    for (const [model, refusal] of this.#byModel) this.#byModel.set(model, { ...refusal, until: 0 })
  }
}
