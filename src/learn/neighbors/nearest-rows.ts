/**
 * The nearest rows so far, by distance and then by row number, until their weights reach `wanted`. Rows have to be
 * offered by ascending number. O(rows kept) for a row that gets in, O(1) for one that does not.
 */
export class NearestRows {
  readonly #wanted: number
  readonly #weights: Float64Array | undefined
  #rows: Int32Array
  #distances: Float64Array
  #count = 0
  #weight = 0
  /** No row at this distance or beyond gets in any more. */
  limit = Number.POSITIVE_INFINITY

  /** @param weights one a training row; absent: all 1 */
  constructor(wanted: number, weights: Float64Array | undefined) {
    this.#wanted = wanted
    this.#weights = weights
    this.#rows = new Int32Array(wanted + 1)
    this.#distances = new Float64Array(wanted + 1)
  }

  get count(): number {
    return this.#count
  }

  row(at: number): number {
    return this.#rows[at]
  }

  distance(at: number): number {
    return this.#distances[at]
  }

  /** How much of a row's weight is within what was wanted. */
  weight(at: number): number {
    const own = this.#weightOf(this.#rows[at])
    return at < this.#count - 1 ? own : own - Math.max(0, this.#weight - this.#wanted)
  }

  clear(): void {
    this.#count = 0
    this.#weight = 0
    this.limit = Number.POSITIVE_INFINITY
  }

  offer(row: number, distance: number): void {
    const weight = this.#weightOf(row)
    // The first rows get in at any distance, also at one that is infinite.
    if ((distance >= this.limit && this.#weight >= this.#wanted) || weight === 0) return
    if (this.#count === this.#rows.length) this.#grow()
    const rows = this.#rows
    const distances = this.#distances
    let at = this.#count++
    for (; at > 0 && distances[at - 1] > distance; at--) {
      distances[at] = distances[at - 1]
      rows[at] = rows[at - 1]
    }
    distances[at] = distance
    rows[at] = row
    this.#weight += weight
    while (this.#weight - this.#weightOf(rows[this.#count - 1]) >= this.#wanted) {
      this.#weight -= this.#weightOf(rows[--this.#count])
    }
    if (this.#weight >= this.#wanted) this.limit = distances[this.#count - 1]
  }

  #weightOf(row: number): number {
    return this.#weights === undefined ? 1 : this.#weights[row]
  }

  #grow(): void {
    const rows = new Int32Array(2 * this.#rows.length)
    const distances = new Float64Array(rows.length)
    rows.set(this.#rows)
    distances.set(this.#distances)
    this.#rows = rows
    this.#distances = distances
  }
}
