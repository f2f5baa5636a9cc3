/**
 * When to measure the duality gap: each time costs most of a pass. What a pass has gained says how much is still to be
 * gained, as gains fall by about the same factor from pass to pass.
 */
export class GapSchedule {
  readonly #tol: number
  #total = 0
  #gain = 0
  #rest = Number.POSITIVE_INFINITY
  /** The gap, as a multiple of what is still to be gained. */
  #multiple = 2
  #measured = 0
  #first = 0
  #fraction = 1

  /** @param tol the gap to reach, as a fraction of the objective */
  constructor(tol: number) {
    this.#tol = tol
  }

  /** @param gain what the dual has gained in a pass; all gains together are the objective, as it begins at 0 */
  add(gain: number): void {
    const factor = Math.min(0.9, gain / this.#gain || 0)
    this.#rest = (gain * factor) / (1 - factor)
    this.#gain = gain
    this.#total += gain
  }

  /** Measured where it may have closed, and after a while in any case. */
  isDue(pass: number): boolean {
    const isLong = pass - this.#measured >= Math.max(16, this.#measured)
    return isLong || (pass > 2 && this.#multiple * this.#rest <= this.#tol * this.#total)
  }

  note(pass: number, fraction: number): void {
    this.#measured = pass
    this.#fraction = fraction
    this.#first ||= fraction
    if (this.#rest > 0) this.#multiple = (fraction * this.#total) / this.#rest
  }

  /** From 0 to 1, in digits of the gap. */
  get progress(): number {
    const gained = Math.log(this.#first / this.#fraction) / Math.log(this.#first / this.#tol)
    return Math.max(0, Math.min(1, gained || 0))
  }
}
