/**
 * When to measure the duality gap: each time costs most of a pass. What a pass has gained says how much is still to be
 * gained, as gains fall by about the same factor from pass to pass.
 */
export class GapWatch {
  readonly #tol: number
  #total = 0
  #gain = 0
  #rest = Number.POSITIVE_INFINITY
  /** The gap, as a multiple of what is still to be gained. */
  #multiple = 2
  #measured = 0
  #first = 0
  #share = 1

  /** @param tol the gap that is looked for, as a share of the objective */
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

  note(pass: number, share: number): void {
    this.#measured = pass
    this.#share = share
    this.#first ||= share
    if (this.#rest > 0) this.#multiple = (share * this.#total) / this.#rest
  }

  /** From 0 to 1, by digits gained. */
  get progress(): number {
    const gained = Math.log(this.#first / this.#share) / Math.log(this.#first / this.#tol)
    return Math.max(0, Math.min(1, gained || 0))
  }
}
