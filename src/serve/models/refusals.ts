const firstPauseMs = 10_000
const longestPauseMs = 5 * 60_000
const costlyPauseMs = 60 * 60_000

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

  /**
   * Gives whether this is news: not where the same version fails once more.
   * @param isCostly to try: it is then left alone for an hour
   */
  add(model: string, version: string, isCostly = false): boolean {
    const before = this.#byModel.get(model)
    const isNews = before?.version !== version
    const growing = isNews ? firstPauseMs : Math.min(2 * before.pauseMs, longestPauseMs)
    const pauseMs = isCostly ? costlyPauseMs : growing
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
