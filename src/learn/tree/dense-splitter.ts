import type { DenseBins } from './binned-matrix.ts'
import { drawNext, Splitter, type SplitterInput } from './splitter.ts'

/** Nodes of at most as many rows are sorted; larger ones are counted in a histogram. Must fit the 6 bits of a key. */
const fewRows = 40

/** Looks for splits in bytes by column: O(rows of the node + bins · classes) a column. */
export class DenseSplitter extends Splitter {
  readonly #matrix: DenseBins
  /** Weight of each class and, behind, number of rows in each bin. */
  readonly #histogram: Float64Array
  readonly #counts: Int32Array
  readonly #columns: Int32Array
  readonly #keys = new Int32Array(fewRows)
  readonly #held: Int32Array

  constructor(matrix: DenseBins, input: SplitterInput) {
    super(input)
    this.#matrix = matrix
    this.#histogram = new Float64Array(256 * input.target.classes)
    this.#counts = new Int32Array(256)
    this.#columns = Int32Array.from({ length: matrix.d }, (_, j) => j)
    this.#held = new Int32Array(input.order.length)
  }

  protected searchColumns(start: number, end: number): void {
    const { features, random } = this.input
    let differing = false
    // Goes on while no column differs in this node, as scikit-learn does.
    for (let drawn = 0; drawn < this.#matrix.d && (drawn < features || !differing); drawn++) {
      const j = features < this.#matrix.d ? drawNext(this.#columns, drawn, random) : drawn
      const differs =
        end - start <= fewRows ? this.#sortRows(j, drawn, start, end) : this.#countRows(j, drawn, start, end)
      differing ||= differs
    }
  }

  /** @returns whether the column has two values in the node */
  #countRows(j: number, rank: number, start: number, end: number): boolean {
    const { order, target, minSamplesLeaf } = this.input
    const { codes, weights, classes: K } = target
    const { bins, n, starts } = this.#matrix
    const histogram = this.#histogram
    const counts = this.#counts
    const column = j * n
    const size = starts[j + 1]! - starts[j]!
    if (size === 1) return false
    histogram.fill(0, 0, size * K)
    counts.fill(0, 0, size)
    for (let e = start; e < end; e++) {
      const row = order[e]!
      const bin = bins[column + row]!
      histogram[bin * K + codes[row]!]! += weights[row]!
      counts[bin]!++
    }
    const left = this.left
    left.fill(0)
    const rows = end - start
    let leftRows = 0
    let last = -1
    for (let bin = 0; bin < size; bin++) {
      if (counts[bin] === 0) continue
      if (counts[bin] === rows) return false
      if (leftRows >= minSamplesLeaf && rows - leftRows >= minSamplesLeaf) this.consider(j, rank, last, bin)
      for (let k = 0; k < K; k++) left[k]! += histogram[bin * K + k]!
      leftRows += counts[bin]!
      last = bin
    }
    return true
  }

  /** The same for few rows, without 255 bins to look through. */
  #sortRows(j: number, rank: number, start: number, end: number): boolean {
    const { order, target, minSamplesLeaf } = this.input
    const { codes, weights } = target
    const { bins, n } = this.#matrix
    const keys = this.#keys
    const column = j * n
    const rows = end - start
    for (let e = 0; e < rows; e++) {
      const key = (bins[column + order[start + e]!]! << 6) | e
      let place = e
      while (place > 0 && keys[place - 1]! > key) {
        keys[place] = keys[place - 1]!
        place--
      }
      keys[place] = key
    }
    if (keys[0]! >> 6 === keys[rows - 1]! >> 6) return false
    const left = this.left
    left.fill(0)
    let last = keys[0]! >> 6
    for (let e = 0; e < rows; e++) {
      const bin = keys[e]! >> 6
      if (bin !== last) {
        if (e >= minSamplesLeaf && rows - e >= minSamplesLeaf) this.consider(j, rank, last, bin)
        last = bin
      }
      const row = order[start + (keys[e]! & 63)]!
      left[codes[row]!]! += weights[row]!
    }
    return true
  }

  partition(start: number, end: number): number {
    const { order } = this.input
    const { bins, n } = this.#matrix
    const held = this.#held
    const column = this.feature * n
    const lastLeft = this.leftBin
    let left = start
    let rights = 0
    for (let e = start; e < end; e++) {
      const row = order[e]!
      // Both stores, then one of the two counters moves: no branch to guess wrongly.
      const goesLeft = bins[column + row]! <= lastLeft ? 1 : 0
      order[left] = row
      held[rights] = row
      left += goesLeft
      rights += 1 - goesLeft
    }
    for (let e = 0; e < rights; e++) order[left + e] = held[e]!
    return left
  }
}
