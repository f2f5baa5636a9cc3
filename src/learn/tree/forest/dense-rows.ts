import { type DenseBins, wordsOf } from './binned-matrix.ts'

/**
 * The rows of a tree of a forest, those of a node side by side, each with its bytes, weight, and class or number.
 *
 * Once a node has few rows, their bytes are copied to where they fit into the processor's near caches, for the many
 * nodes below it. (100,000 × 20: a byte from all over memory takes three times as long as one from there.)
 */
export class DenseRows {
  /** Where to look for the row that is at each place: its byte in column j is `bins[order[e] + firstOf(j)]`. */
  readonly order: Int32Array
  /** Of the row at each place. */
  readonly weights: Float64Array
  /** The class of the row at each place; undefined where weights tell it too. */
  readonly codes: Int32Array | undefined
  /** The number of the row at each place, where there are no classes. */
  readonly y: Float64Array | undefined
  bins: Uint8Array
  readonly #matrix: DenseBins
  readonly #near: Int32Array
  readonly #nearBins: Uint8Array
  readonly #nearRows: number
  #isNear = false
  #nearStart = 0
  #nearEnd = 0
  readonly #heldRows: Int32Array
  readonly #heldWeights: Float64Array
  readonly #heldCodes: Int32Array
  readonly #heldY: Float64Array

  constructor(
    matrix: DenseBins,
    order: Int32Array,
    weights: Float64Array,
    { codes, y }: { readonly codes?: Int32Array; readonly y?: Float64Array },
  ) {
    this.order = order
    this.weights = weights
    this.codes = codes
    this.y = y
    this.bins = matrix.bins
    this.#matrix = matrix
    const words = wordsOf(matrix.d)
    this.#nearRows = matrix.byRow ? Math.floor(nearBytes / (4 * words)) : 0
    this.#near = new Int32Array(this.#nearRows * words)
    this.#nearBins = new Uint8Array(this.#near.buffer)
    this.#heldRows = new Int32Array(order.length)
    this.#heldWeights = new Float64Array(order.length)
    this.#heldCodes = new Int32Array(codes ? order.length : 0)
    this.#heldY = new Float64Array(y ? order.length : 0)
  }

  firstOf(j: number): number {
    return this.#isNear ? j : j * this.#matrix.n
  }

  /** Has the bytes of the node's rows at hand. To be called for each node that is looked at, parents first. */
  lookAt(start: number, end: number): void {
    if (start >= this.#nearStart && end <= this.#nearEnd) return
    const { byRow, bins, d } = this.#matrix
    this.#isNear = byRow !== undefined && end - start <= this.#nearRows
    this.bins = this.#isNear ? this.#nearBins : bins
    if (!this.#isNear || byRow === undefined) return
    this.#nearStart = start
    this.#nearEnd = end
    const { order } = this
    const near = this.#near
    const words = wordsOf(d)
    for (let e = start, to = 0; e < end; e++) {
      const from = order[e] * words
      order[e] = 4 * to
      for (let word = from; word < from + words; word++) near[to++] = byRow[word]
    }
  }

  /**
   * Puts the rows of a node that are in bins up to `lastLeft` of column `j` first, the others behind them.
   * @returns where the others begin
   */
  partition(start: number, end: number, j: number, lastLeft: number): number {
    const { order, weights, codes, y, bins } = this
    const column = this.firstOf(j)
    const heldRows = this.#heldRows
    const heldWeights = this.#heldWeights
    let left = start
    let rights = 0
    if (codes) this.#partitionToo(codes, this.#heldCodes, start, end, column, lastLeft)
    if (y) this.#partitionToo(y, this.#heldY, start, end, column, lastLeft)
    for (let e = start; e < end; e++) {
      const row = order[e]
      const weight = weights[e]
      // Both stores, then one of the two counters moves: no branch to guess wrongly.
      const goesRight = +(bins[column + row] > lastLeft)
      order[left] = row
      weights[left] = weight
      heldRows[rights] = row
      heldWeights[rights] = weight
      left += 1 - goesRight
      rights += goesRight
    }
    for (let e = 0; e < rights; e++) {
      order[left + e] = heldRows[e]
      weights[left + e] = heldWeights[e]
    }
    return left
  }

  /** What else is known of the rows, before they move themselves. */
  #partitionToo<A extends Int32Array | Float64Array>(
    values: A,
    held: A,
    start: number,
    end: number,
    column: number,
    lastLeft: number,
  ): void {
    const { order, bins } = this
    let left = start
    let rights = 0
    for (let e = start; e < end; e++) {
      const value = values[e]
      const goesRight = +(bins[column + order[e]] > lastLeft)
      values[left] = value
      held[rights] = value
      left += 1 - goesRight
      rights += goesRight
    }
    for (let e = 0; e < rights; e++) values[left + e] = held[e]
  }
}

/** What fits into the near caches, beside a node's order, weights and histogram. */
const nearBytes = 40_960
