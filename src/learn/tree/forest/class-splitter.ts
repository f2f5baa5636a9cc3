import type { DenseBins } from './binned-matrix.ts'
import { DenseRows } from './dense-rows.ts'
import { DenseSplitter } from './dense-splitter.ts'
import type { SplitterInput } from './splitter.ts'

/** Any number of classes, any impurity. */
export class ClassSplitter extends DenseSplitter {
  constructor(matrix: DenseBins, input: SplitterInput) {
    const { target, order } = input
    const weights = Float64Array.from(order, (row) => target.weights[row])
    const codes = Int32Array.from(order, (row) => target.codes[row])
    super(matrix, input, new DenseRows(matrix, order, weights, { codes }), target.classes)
  }

  protected addRows(j: number, start: number, end: number): void {
    const { order, bins, weights } = this.rows
    const codes = this.rows.codes!
    const K = this.input.target.classes
    const histogram = this.histogram
    const column = this.rows.firstOf(j)
    for (let e = start; e < end; e++) histogram[bins[column + order[e]] * K + codes[e]] += weights[e]
  }

  protected pass(j: number, rank: number, occupied: number, rows: number): void {
    const { left, histogram, counts } = this
    const { minSamplesLeaf, target } = this.input
    const K = target.classes
    left.fill(0)
    let leftRows = 0
    for (let s = 0; s < occupied; s++) {
      const bin = this.occupied[s]
      for (let k = 0; k < K; k++) {
        left[k] += histogram[bin * K + k]
        histogram[bin * K + k] = 0
      }
      leftRows += counts[bin]
      counts[bin] = 0
      if (s + 1 === occupied) break
      if (this.only >= 0 && s !== this.only) continue
      if (minSamplesLeaf > 1 && (leftRows < minSamplesLeaf || rows - leftRows < minSamplesLeaf)) continue
      this.consider(j, rank, bin, this.occupied[s + 1])
    }
  }

  partition(start: number, end: number): number {
    const K = this.input.target.classes
    const { weights } = this.rows
    const codes = this.rows.codes!
    const middle = this.rows.partition(start, end, this.feature, this.leftBin)
    const sides = this.sides.fill(0)
    for (let e = start; e < middle; e++) sides[codes[e]] += weights[e]
    for (let e = middle; e < end; e++) sides[K + codes[e]] += weights[e]
    return middle
  }
}
