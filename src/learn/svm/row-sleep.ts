/**
 * Rows of one class whose α rests at an end, and is pushed there more than any row that was awake in the last pass,
 * sleep until the others are settled.
 */
export class RowSleep {
  readonly #asleep: Uint8Array
  readonly #awake: Uint8Array
  #sleeping = 0
  /** The extremes of this pass's slopes, and those of the last. */
  #most = Number.NEGATIVE_INFINITY
  #least = Number.POSITIVE_INFINITY
  #highest = Number.POSITIVE_INFINITY
  #lowest = Number.NEGATIVE_INFINITY
  /** Slopes this near each other are settled. */
  #settled = 0.1

  /** @param awake for each row how many classes have it awake */
  constructor(awake: Uint8Array) {
    this.#asleep = new Uint8Array(awake.length)
    this.#awake = awake
  }

  isAsleep(i: number): boolean {
    return this.#asleep[i] === 1
  }

  /** @param slope of the dual by α_i, turned round: α_i goes down where it is above 0 */
  fallsAsleep(i: number, slope: number, isLow: boolean, isHigh: boolean): boolean {
    if (!(isLow && slope > this.#highest) && !(isHigh && slope < this.#lowest)) return false
    this.#asleep[i] = 1
    this.#awake[i]!--
    this.#sleeping++
    return true
  }

  /** @param slope 0 where α_i cannot go that way */
  note(slope: number): void {
    if (slope > this.#most) this.#most = slope
    if (slope < this.#least) this.#least = slope
  }

  /** Wakes all rows when those awake are settled, and asks for more when those were all. */
  beginPass(): void {
    const isSettled = this.#most - this.#least <= this.#settled
    const wakes = isSettled && this.#sleeping > 0
    // Going down in smaller steps wakes all more often and saves no pass.
    if (isSettled && !wakes) this.#settled /= 100
    if (wakes) {
      for (let i = 0; i < this.#asleep.length; i++) this.#awake[i]! += this.#asleep[i]!
      this.#asleep.fill(0)
      this.#sleeping = 0
    }
    this.#highest = wakes || this.#most <= 0 ? Number.POSITIVE_INFINITY : this.#most
    this.#lowest = wakes || this.#least >= 0 ? Number.NEGATIVE_INFINITY : this.#least
    this.#most = Number.NEGATIVE_INFINITY
    this.#least = Number.POSITIVE_INFINITY
  }

  /** For good. */
  sleepAll(): void {
    for (let i = 0; i < this.#asleep.length; i++) this.#awake[i]! -= 1 - this.#asleep[i]!
    this.#asleep.fill(1)
  }
}
