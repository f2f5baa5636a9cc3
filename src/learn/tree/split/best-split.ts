import type { SortedColumns } from '../exact/sorted-columns.ts'
import type { Tally } from './tally.ts'

/** The rows of a node, and the places that they have in the columns. */
export interface NodeRows {
  /** Where the node's rows begin in the partition's order. */
  readonly start: number
  /** How many rows, their weight, and their tally. */
  readonly count: number
  readonly weight: number
  readonly sums: Float64Array
  /** Column j has the node's entries from `from[j]` to just before `to[j]`. */
  readonly from: Int32Array
  readonly to: Int32Array
}

export interface Split {
  readonly feature: number
  readonly threshold: number
  readonly worth: number
}

/**
 * Looks for the threshold of a column that makes a node's two sides purest, in one pass over its sorted entries.
 * The smallest of thresholds that are equally good wins.
 */
export class SplitSearch {
  readonly #columns: SortedColumns
  readonly #tally: Tally
  readonly #minSamplesLeaf: number
  readonly #left: Float64Array
  readonly #right: Float64Array
  readonly #zeros: Float64Array
  #node!: NodeRows
  #previous = 0
  #leftCount = 0
  #worth = 0
  #threshold = 0

  constructor(columns: SortedColumns, tally: Tally, minSamplesLeaf: number) {
    this.#columns = columns
    this.#tally = tally
    this.#minSamplesLeaf = minSamplesLeaf
    this.#left = new Float64Array(tally.size)
    this.#right = new Float64Array(tally.size)
    this.#zeros = new Float64Array(tally.size)
  }

  /** Whether the column has the same value in all rows of the node. */
  isConstant({ count, from, to }: NodeRows, j: number): boolean {
    const { values } = this.#columns
    const entries = to[j] - from[j]
    if (entries === 0) return true
    return entries === count && values[from[j]] === values[to[j] - 1]
  }

  /** The best split of the node by column j, or undefined where there is none worth more than `atLeast`. */
  search(node: NodeRows, j: number, atLeast: number): Split | undefined {
    const { rows, values } = this.#columns
    const tally = this.#tally
    const from = node.from[j]
    const to = node.to[j]
    this.#node = node
    tally.empty(this.#left)
    this.#leftCount = 0
    this.#worth = atLeast
    this.#threshold = Number.NaN
    const zeros = node.count - (to - from)
    if (zeros > 0) this.#weighZeros(from, to)
    let zerosToCome = zeros > 0
    for (let e = from; e < to; e++) {
      const value = values[e]
      if (zerosToCome && value > 0) {
        this.#passZeros(zeros)
        zerosToCome = false
      }
      if (value > this.#previous) this.#consider(value)
      tally.add(this.#left, rows[e])
      this.#leftCount++
      this.#previous = value
    }
    if (zerosToCome) this.#passZeros(zeros)
    return Number.isNaN(this.#threshold) ? undefined : { feature: j, threshold: this.#threshold, worth: this.#worth }
  }

  /** The tally of the node's rows that the column does not list. */
  #weighZeros(from: number, to: number): void {
    this.#zeros.set(this.#node.sums)
    for (let e = from; e < to; e++) this.#tally.remove(this.#zeros, this.#columns.rows[e])
  }

  #passZeros(count: number): void {
    this.#consider(0)
    for (let k = 0; k < this.#zeros.length; k++) this.#left[k] += this.#zeros[k]
    this.#leftCount += count
    this.#previous = 0
  }

  /** A split between the value before and this one. */
  #consider(value: number): void {
    const { count, weight, sums } = this.#node
    const tally = this.#tally
    const leftCount = this.#leftCount
    if (leftCount < Math.max(1, this.#minSamplesLeaf) || count - leftCount < this.#minSamplesLeaf) return
    const leftWeight = tally.weightOf(this.#left)
    for (let k = 0; k < sums.length; k++) this.#right[k] = sums[k] - this.#left[k]
    const worth = tally.purity(this.#left, leftWeight) + tally.purity(this.#right, weight - leftWeight)
    if (!(worth > this.#worth)) return
    this.#worth = worth
    this.#threshold = midpoint(this.#previous, value)
  }
}

/** A number from `low` to just below `high`, in their middle where it fits; halves first, for 1e308 + 1e308 overflows. */
export function midpoint(low: number, high: number): number {
  const middle = low / 2 + high / 2
  return middle < high && middle >= low ? middle : low
}
