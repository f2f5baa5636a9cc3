import type { DenseBins } from './binned-matrix.ts'
import { DenseRows } from './dense-rows.ts'
import { DenseSplitter, fewest } from './dense-splitter.ts'
import type { SplitterInput } from './splitter.ts'

/** Numbers: a bin's weight and weighed sum are added up, and splits compared by how much they lower the squared error. */
export class NumberSplitter extends DenseSplitter {
  #weight = 0
  #sum = 0
  readonly #keys = new Int32Array(fewest)

  constructor(matrix: DenseBins, input: SplitterInput, y: Float64Array) {
    const { target, order } = input
    const weights = Float64Array.from(order, (row) => target.weights[row])
    const numbers = Float64Array.from(order, (row) => y[row])
    super(matrix, input, new DenseRows(matrix, order, weights, { y: numbers }), 2, 1)
  }

  protected override searchColumns(start: number, end: number, sums: Float64Array, weight: number): void {
    this.#weight = weight
    this.#sum = sums[1]
    super.searchColumns(start, end, sums, weight)
  }

  protected addRows(j: number, start: number, end: number): void {
    const { order, bins, weights } = this.rows
    const y = this.rows.y!
    const histogram = this.histogram
    const column = this.rows.firstOf(j)
    for (let e = start; e < end; e++) {
      const cell = 2 * bins[column + order[e]]
      histogram[cell] += weights[e]
      histogram[cell + 1] += weights[e] * y[e]
    }
  }

  /**
   * With the weight W and sum S of the node, w and s of those on the left, a split gains (s W − S w)² / (W w (W − w)):
   * the fractions are compared crosswise, without division.
   */
  protected pass(j: number, rank: number, occupied: number, rows: number): void {
    const { histogram, counts, only } = this
    const { minSamplesLeaf } = this.input
    const bins = this.occupied
    const weight = this.#weight
    const whole = this.#sum
    let leftRows = 0
    let w = 0
    let s = 0
    let best = -1
    let bestOver = -1
    let bestUnder = 1
    for (let at = 0; at < occupied - 1; at++) {
      const bin = bins[at]
      w += histogram[2 * bin]
      s += histogram[2 * bin + 1]
      histogram[2 * bin] = 0
      histogram[2 * bin + 1] = 0
      leftRows += counts[bin]
      counts[bin] = 0
      if (only >= 0 && at !== only) continue
      if (minSamplesLeaf > 1 && (leftRows < minSamplesLeaf || rows - leftRows < minSamplesLeaf)) continue
      const across = s * weight - whole * w
      const over = across * across
      const under = w * (weight - w)
      if (over * bestUnder > bestOver * under) {
        bestOver = over
        bestUnder = under
        best = at
      }
    }
    const last = bins[occupied - 1]
    histogram[2 * last] = 0
    histogram[2 * last + 1] = 0
    counts[last] = 0
    if (best < 0) return
    this.offer(j, rank, bins[best], bins[best + 1], (bestOver / bestUnder + whole * whole) / weight)
  }

  /** Sorts the bins of the rows by insertion: most nodes of a tree have a handful of rows. */
  protected override passFew(j: number, rank: number, start: number, end: number): boolean {
    const { order, bins, weights } = this.rows
    const y = this.rows.y!
    const { minSamplesLeaf } = this.input
    const keys = this.#keys
    const column = this.rows.firstOf(j)
    const rows = end - start
    for (let e = 0; e < rows; e++) {
      // The bin, and in the lowest bits which row it is.
      const key = (bins[column + order[start + e]] << 5) | e
      let at = e - 1
      for (; at >= 0 && keys[at] > key; at--) keys[at + 1] = keys[at]
      keys[at + 1] = key
    }
    if (keys[0] >> 5 === keys[rows - 1] >> 5) return false
    const weight = this.#weight
    const whole = this.#sum
    let w = 0
    let s = 0
    let best = -1
    let bestOver = -1
    let bestUnder = 1
    for (let at = 0; at < rows - 1; at++) {
      const e = start + (keys[at] & 31)
      w += weights[e]
      s += weights[e] * y[e]
      if (keys[at] >> 5 === keys[at + 1] >> 5) continue
      if (at + 1 < minSamplesLeaf || rows - at - 1 < minSamplesLeaf) continue
      const across = s * weight - whole * w
      const over = across * across
      const under = w * (weight - w)
      if (over * bestUnder > bestOver * under) {
        bestOver = over
        bestUnder = under
        best = at
      }
    }
    if (best < 0) return true
    this.offer(j, rank, keys[best] >> 5, keys[best + 1] >> 5, (bestOver / bestUnder + whole * whole) / weight)
    return true
  }

  partition(start: number, end: number): number {
    const middle = this.rows.partition(start, end, this.feature, this.leftBin)
    this.#tally(start, middle, 0)
    this.#tally(middle, end, this.input.tally.size)
    return middle
  }

  /** What `numberTally` adds up, of the rows where they stand. */
  #tally(start: number, end: number, at: number): void {
    const { sides } = this
    const { weights } = this.rows
    const y = this.rows.y!
    let weight = 0
    let sum = 0
    let least = Number.POSITIVE_INFINITY
    let most = Number.NEGATIVE_INFINITY
    for (let e = start; e < end; e++) {
      weight += weights[e]
      sum += weights[e] * y[e]
      if (y[e] < least) least = y[e]
      if (y[e] > most) most = y[e]
    }
    sides[at] = weight
    sides[at + 1] = sum
    sides[at + 2] = least
    sides[at + 3] = most
  }
}
