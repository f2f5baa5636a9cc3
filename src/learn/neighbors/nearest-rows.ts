/**
 * The nearest rows so far, by distance and then by row number, until their weights reach `wanted`. Rows have to be
 * offered by ascending number. O(rows kept) for a row that gets in, O(1) for one that does not.
 */
export class NearestRows {
  readonly #wanted: number
  readonly #weights: Float64Array | undefined
  /** Rows and distances begin at `#first`. */
  #rows: Int32Array
  #distances: Float64Array
  #first: number
  #room: number
  #count = 0
  #weight = 0
  /** No row at this distance or beyond gets in any more. */
  limit = Number.POSITIVE_INFINITY

  private constructor(
    wanted: number,
    weights: Float64Array | undefined,
    rows: Int32Array,
    distances: Float64Array,
    first: number,
  ) {
    this.#wanted = wanted
    this.#weights = weights
    this.#rows = rows
    this.#distances = distances
    this.#first = first
    this.#room = wanted + 1
  }

  /**
   * One for each query row, in two arrays: allocating two for each would take as long as the search.
   * @param weights one a training row; absent: all 1
   */
  static make(queries: number, wanted: number, weights: Float64Array | undefined): NearestRows[] {
    const room = wanted + 1
    const rows = new Int32Array(queries * room)
    const distances = new Float64Array(queries * room)
    return Array.from({ length: queries }, (_, q) => new NearestRows(wanted, weights, rows, distances, q * room))
  }

  get count(): number {
    return this.#count
  }

  row(at: number): number {
    return this.#rows[this.#first + at]
  }

  distance(at: number): number {
    return this.#distances[this.#first + at]
  }

  /** How much of a row's weight is within what was wanted. */
  weight(at: number): number {
    if (this.#weights === undefined) return 1
    const own = this.#weightOf(this.row(at))
    return at < this.#count - 1 ? own : own - Math.max(0, this.#weight - this.#wanted)
  }

  clear(): void {
    this.#count = 0
    this.#weight = 0
    this.limit = Number.POSITIVE_INFINITY
  }

  offer(row: number, distance: number): void {
    if (this.#weights === undefined) this.#offerOne(row, distance)
    else this.#offerWeighted(row, distance, this.#weights[row])
  }

  #offerOne(row: number, distance: number): void {
    // The first rows get in at any distance, also at one that is infinite.
    if (this.#count === this.#wanted) {
      if (distance >= this.limit) return
      this.#count--
    }
    this.#insert(row, distance)
    if (this.#count === this.#wanted) this.limit = this.#distances[this.#first + this.#count - 1]
  }

  #offerWeighted(row: number, distance: number, weight: number): void {
    if ((distance >= this.limit && this.#weight >= this.#wanted) || weight === 0) return
    if (this.#count === this.#room) this.#grow()
    this.#insert(row, distance)
    this.#weight += weight
    while (this.#weight - this.#weightOf(this.row(this.#count - 1)) >= this.#wanted) {
      this.#weight -= this.#weightOf(this.row(--this.#count))
    }
    if (this.#weight >= this.#wanted) this.limit = this.distance(this.#count - 1)
  }

  #insert(row: number, distance: number): void {
    const rows = this.#rows
    const distances = this.#distances
    const first = this.#first
    let at = first + this.#count++
    for (; at > first && distances[at - 1] > distance; at--) {
      distances[at] = distances[at - 1]
      rows[at] = rows[at - 1]
    }
    distances[at] = distance
    rows[at] = row
  }

  #weightOf(row: number): number {
    return this.#weights === undefined ? 1 : this.#weights[row]
  }

  #grow(): void {
    const rows = new Int32Array(2 * this.#room)
    const distances = new Float64Array(2 * this.#room)
    rows.set(this.#rows.subarray(this.#first, this.#first + this.#room))
    distances.set(this.#distances.subarray(this.#first, this.#first + this.#room))
    this.#rows = rows
    this.#distances = distances
    this.#first = 0
    this.#room *= 2
  }
}
