/**
 * Shrinking: a row of one class whose α is at a bound, and is pushed there more than that of any row that was active in
 * the last pass, is left out until the active ones have converged.
 *
 * Source: Hsieh et al. (2008), ICML, section 3.2.
 */
export class Shrinking {
  readonly #isShrunk: Uint8Array
  readonly #active: Uint8Array
  #count = 0
  /** The extremes of this pass's slopes, and those of the last. */
  #most = Number.NEGATIVE_INFINITY
  #least = Number.POSITIVE_INFINITY
  #highest = Number.POSITIVE_INFINITY
  #lowest = Number.NEGATIVE_INFINITY
  /** Slopes this near to each other have converged. */
  #tolerance = 0.1

  /** @param active for each row how many classes it is active in */
  constructor(active: Uint8Array) {
    this.#isShrunk = new Uint8Array(active.length)
    this.#active = active
  }

  isShrunk(i: number): boolean {
    return this.#isShrunk[i] === 1
  }

  /**
   * Leaves a row out where its slope says so.
   *
   * @param slope the negated slope of the dual by α_i: α_i falls where it is above 0
   * @returns whether the row is left out
   */
  shrinks(i: number, slope: number, isLow: boolean, isHigh: boolean): boolean {
    if (!(isLow && slope > this.#highest) && !(isHigh && slope < this.#lowest)) return false
    this.#isShrunk[i] = 1
    this.#active[i]--
    this.#count++
    return true
  }

  /** @param slope 0 where α_i cannot go that way */
  note(slope: number): void {
    if (slope > this.#most) this.#most = slope
    if (slope < this.#least) this.#least = slope
  }

  /** Takes all rows in again when the active ones have converged; where none was left out, lowers the tolerance. */
  beginPass(): void {
    const hasConverged = this.#most - this.#least <= this.#tolerance
    const restores = hasConverged && this.#count > 0
    // Smaller steps of the tolerance take rows in more often and save no pass.
    if (hasConverged && !restores) this.#tolerance /= 100
    if (restores) {
      for (let i = 0; i < this.#isShrunk.length; i++) this.#active[i] += this.#isShrunk[i]
      this.#isShrunk.fill(0)
      this.#count = 0
    }
    this.#highest = restores || this.#most <= 0 ? Number.POSITIVE_INFINITY : this.#most
    this.#lowest = restores || this.#least >= 0 ? Number.NEGATIVE_INFINITY : this.#least
    this.#most = Number.NEGATIVE_INFINITY
    this.#least = Number.POSITIVE_INFINITY
  }

  /** Leaves all rows out, as the class is done. */
  shrinkAll(): void {
    for (let i = 0; i < this.#isShrunk.length; i++) this.#active[i] -= 1 - this.#isShrunk[i]
    this.#isShrunk.fill(1)
  }
}
