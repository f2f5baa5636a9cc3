import type { NearestRows } from './nearest-rows.ts'

/** Rows that are held back at most; where more than that are as near, as when all are equal, none is. */
const mostHeld = 1 << 13

/** The training rows that may be among the nearest to one row that asks, by what sums say of them. */
export class Suspects {
  /** Rows whose sum is above this are too far. */
  limit = Number.POSITIVE_INFINITY
  #best: NearestRows | undefined
  #width = 0
  #look: (row: number) => void = () => {}
  #isHolding = true
  #count = 0
  #rows = new Int32Array(64)
  #sums = new Float32Array(64)

  /**
   * @param width how far apart the bounds are for the asking row's part; infinite: the sums say nothing
   * @param look what is done with the rows that are left, by ascending number
   */
  begin(best: NearestRows, width: number, look: (row: number) => void): void {
    this.#best = best
    this.#width = width
    this.#look = look
    this.#isHolding = width < Number.POSITIVE_INFINITY
    this.#count = 0
    this.limit = Number.POSITIVE_INFINITY
  }

  /** @param width how far apart the row's own bounds are: the lower one is its sum */
  add(row: number, sum: number, width: number): void {
    if (sum > this.limit) return
    if (this.#count === mostHeld) this.end()
    if (!this.#isHolding) {
      this.#look(row)
      return
    }
    if (this.#count === this.#rows.length) this.#grow()
    this.#rows[this.#count] = row
    this.#sums[this.#count++] = sum
    const best = this.#best!
    if (sum + width >= best.limit) return
    best.offer(row, sum + width)
    const limit = best.limit + this.#width
    // A number of 32 bits that is no smaller, by a little more than the smallest products can lose.
    this.limit = limit + Math.abs(limit) * 2 ** -22 + 1e-30
  }

  /** Looks at the rows that are still near enough, and from then on at once. */
  end(): void {
    if (!this.#isHolding) return
    this.#isHolding = false
    this.#best!.clear()
    for (let at = 0; at < this.#count; at++) if (this.#sums[at]! <= this.limit) this.#look(this.#rows[at]!)
    this.#count = 0
  }

  #grow(): void {
    const rows = new Int32Array(2 * this.#rows.length)
    const sums = new Float32Array(rows.length)
    rows.set(this.#rows)
    sums.set(this.#sums)
    this.#rows = rows
    this.#sums = sums
  }
}
