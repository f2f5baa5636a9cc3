import { grown } from '../growing.ts'
import type { NearestRows } from './nearest-rows.ts'

/** Rows that are held back at most; where more than that are as near, as when all are equal, none is. */
const maxHeld = 1 << 13

/** The training rows that may be among the nearest to one query row, as far as sums bound their distances. */
export class Candidates {
  /** Rows whose sum is above this are too far. */
  limit = Number.POSITIVE_INFINITY
  #best: NearestRows | undefined
  #width = 0
  #visit: (row: number) => void = () => {}
  #isHolding = true
  #count = 0
  #rows = new Int32Array(64)
  #sums = new Float32Array(64)

  /**
   * @param width how far apart the bounds are on the query row's part; infinite: the sums say nothing
   * @param visit what is done with the rows that are left, by ascending number
   */
  begin(best: NearestRows, width: number, visit: (row: number) => void): void {
    this.#best = best
    this.#width = width
    this.#visit = visit
    this.#isHolding = width < Number.POSITIVE_INFINITY
    this.#count = 0
    this.limit = Number.POSITIVE_INFINITY
  }

  /** @param width how far apart the row's own bounds are: the lower one is its sum */
  add(row: number, sum: number, width: number): void {
    if (sum > this.limit) return
    if (this.#count === maxHeld) this.end()
    if (!this.#isHolding) {
      this.#visit(row)
      return
    }
    if (this.#count === this.#rows.length) {
      this.#rows = grown(this.#rows, this.#count + 1)
      this.#sums = grown(this.#sums, this.#count + 1)
    }
    this.#rows[this.#count] = row
    this.#sums[this.#count++] = sum
    const best = this.#best!
    if (sum + width >= best.limit) return
    best.offer(row, sum + width)
    const limit = best.limit + this.#width
    // A number of 32 bits that is no smaller, by a little more than the smallest products can lose.
    this.limit = limit + Math.abs(limit) * 2 ** -22 + 1e-30
  }

  /** Visits the rows that are still near enough; later ones are visited at once. */
  end(): void {
    if (!this.#isHolding) return
    this.#isHolding = false
    this.#best!.clear()
    for (let at = 0; at < this.#count; at++) if (this.#sums[at] <= this.limit) this.#visit(this.#rows[at])
    this.#count = 0
  }
}
