import type { DenseBins } from './binned-matrix.ts'

/**
 * The rows of a tree of a forest, those of a node side by side, each with its bytes, weight and class.
 *
 * Once a node has few rows, their bytes are copied to where they fit into the processor's nearest cache, for the many
 * nodes below it: rows are numbered anew then, from 0. (100,000 × 20: a byte from all over memory takes three times as
 * long as one from there.)
 */
export class DenseRows {
  /** The row that is at each place. */
  readonly order: Int32Array
  /** Of the row at each place. */
  readonly weights: Float64Array
  /** The class of the row at each place; undefined where weights tell it too. */
  readonly codes: Int32Array | undefined
  /** Row i has the byte `bins[j * stride + i]` in column j. */
  bins: Uint8Array
  stride: number
  readonly #matrix: DenseBins
  readonly #near: Uint8Array
  readonly #nearRows: number
  #nearStart = 0
  #nearEnd = 0
  readonly #heldRows: Int32Array
  readonly #heldWeights: Float64Array
  readonly #heldCodes: Int32Array

  constructor(matrix: DenseBins, order: Int32Array, weights: Float64Array, codes: Int32Array | undefined) {
    this.order = order
    this.weights = weights
    this.codes = codes
    this.bins = matrix.bins
    this.stride = matrix.n
    this.#matrix = matrix
    this.#nearRows = matrix.byRow ? Math.floor(nearBytes / matrix.d) : 0
    this.#near = new Uint8Array(this.#nearRows * matrix.d)
    this.#heldRows = new Int32Array(order.length)
    this.#heldWeights = new Float64Array(order.length)
    this.#heldCodes = new Int32Array(codes ? order.length : 0)
  }

  /** Has the bytes of the node's rows at hand. To be called for each node that is looked at, parents first. */
  lookAt(start: number, end: number): void {
    if (start >= this.#nearStart && end <= this.#nearEnd) return
    const { n, d, bins, byRow } = this.#matrix
    const count = end - start
    if (count > this.#nearRows || byRow === undefined) {
      this.bins = bins
      this.stride = n
      return
    }
    this.#nearStart = start
    this.#nearEnd = end
    this.bins = this.#near
    this.stride = count
    const near = this.#near
    for (let i = 0; i < count; i++) {
      const row = this.order[start + i] * d
      for (let j = 0; j < d; j++) near[j * count + i] = byRow[row + j]
      this.order[start + i] = i
    }
  }

  /**
   * Puts the rows of a node that are in bins up to `lastLeft` of column `j` first, the others behind them.
   * @returns where the others begin
   */
  partition(start: number, end: number, j: number, lastLeft: number): number {
    const { order, weights, codes, bins } = this
    const column = j * this.stride
    const heldRows = this.#heldRows
    const heldWeights = this.#heldWeights
    let left = start
    let rights = 0
    if (codes) this.#partitionCodes(codes, start, end, column, lastLeft)
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

  #partitionCodes(codes: Int32Array, start: number, end: number, column: number, lastLeft: number): void {
    const { order, bins } = this
    const held = this.#heldCodes
    let left = start
    let rights = 0
    for (let e = start; e < end; e++) {
      const code = codes[e]
      const goesRight = +(bins[column + order[e]] > lastLeft)
      codes[left] = code
      held[rights] = code
      left += 1 - goesRight
      rights += goesRight
    }
    for (let e = 0; e < rights; e++) codes[left + e] = held[e]
  }
}

/** What fits into the nearest cache, beside a node's order, weights and histogram. */
const nearBytes = 20_480
