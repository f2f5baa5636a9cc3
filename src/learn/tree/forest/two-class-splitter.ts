import type { DenseBins } from './binned-matrix.ts'
import { DenseRows } from './dense-rows.ts'
import { DenseSplitter, fewBins } from './dense-splitter.ts'
import type { Splitter, SplitterInput } from './splitter.ts'

/** Below it is the weight of all rows, above it that of the second class alone; both stay whole numbers. */
const upper = 2 ** 26

/**
 * Two classes, Gini, and weights that are whole numbers, as draws with replacement are: the weight of all rows and that
 * of the second class are one number, so that a row is one addition. It gives the trees that `ClassSplitter` gives.
 */
export class TwoClassSplitter extends DenseSplitter {
  #weight = 0
  #second = 0

  private constructor(matrix: DenseBins, input: SplitterInput, packed: Float64Array) {
    super(matrix, input, new DenseRows(matrix, input.order, packed, {}), 1)
  }

  /** Undefined where the weights are no whole numbers, or too large together. */
  static of(matrix: DenseBins, input: SplitterInput): Splitter | undefined {
    const { order, target } = input
    const packed = new Float64Array(order.length)
    let sum = 0
    for (let e = 0; e < order.length; e++) {
      const weight = target.weights[order[e]]
      if (!Number.isInteger(weight)) return undefined
      sum += weight
      packed[e] = weight * (1 + upper * target.codes[order[e]])
    }
    return sum < upper ? new TwoClassSplitter(matrix, input, packed) : undefined
  }

  protected override searchColumns(start: number, end: number, sums: Float64Array, weight: number): void {
    this.#weight = weight
    this.#second = sums[1]
    super.searchColumns(start, end, sums, weight)
  }

  protected addRows(j: number, start: number, end: number, size: number): void {
    const { order, bins, weights } = this.rows
    const histogram = this.histogram
    const column = this.rows.firstOf(j)
    if (size > fewBins) {
      for (let e = start; e < end; e++) histogram[bins[column + order[e]]] += weights[e]
      return
    }
    // Every other row is added elsewhere: one sum need not wait for the one before so often.
    let e = start
    for (; e + 1 < end; e += 2) {
      histogram[bins[column + order[e]]] += weights[e]
      histogram[fewBins + bins[column + order[e + 1]]] += weights[e + 1]
    }
    if (e < end) histogram[bins[column + order[e]]] += weights[e]
    for (let bin = 0; bin < size; bin++) {
      histogram[bin] += histogram[fewBins + bin]
      histogram[fewBins + bin] = 0
    }
  }

  /**
   * With the weights W of the node, B of its second class, and w and b of those on the left, a split gains
   * 2 (b W − B w)² / (W w (W − w)): the fractions are compared crosswise, without division.
   */
  protected pass(j: number, rank: number, occupied: number, rows: number): void {
    const { histogram, counts, only } = this
    const { minSamplesLeaf } = this.input
    const bins = this.occupied
    const weight = this.#weight
    const second = this.#second
    let leftRows = 0
    let sum = 0
    let best = -1
    let bestOver = -1
    let bestUnder = 1
    let bestSum = 0
    for (let s = 0; s < occupied - 1; s++) {
      const bin = bins[s]
      sum += histogram[bin]
      histogram[bin] = 0
      leftRows += counts[bin]
      counts[bin] = 0
      if (only >= 0 && s !== only) continue
      if (minSamplesLeaf > 1 && (leftRows < minSamplesLeaf || rows - leftRows < minSamplesLeaf)) continue
      const b = Math.floor(sum / upper)
      const w = sum - b * upper
      const across = b * weight - second * w
      const over = across * across
      const under = w * (weight - w)
      if (over * bestUnder > bestOver * under) {
        bestOver = over
        bestUnder = under
        bestSum = sum
        best = s
      }
    }
    histogram[bins[occupied - 1]] = 0
    counts[bins[occupied - 1]] = 0
    if (best < 0) return
    const b = Math.floor(bestSum / upper)
    this.left[0] = bestSum - b * upper - b
    this.left[1] = b
    const { sides, left } = this
    if (!this.consider(j, rank, bins[best], bins[best + 1])) return
    sides[0] = left[0]
    sides[1] = left[1]
    sides[2] = weight - second - left[0]
    sides[3] = second - left[1]
  }

  partition(start: number, end: number): number {
    return this.rows.partition(start, end, this.feature, this.leftBin)
  }
}
