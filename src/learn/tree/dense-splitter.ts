import type { DenseBins } from './binned-matrix.ts'
import { drawNext, Splitter, type SplitterInput } from './splitter.ts'

/** Nodes of at most as many rows are sorted; larger ones are counted in a histogram. Must fit the 6 bits of a key. */
const fewRows = 40

/** Looks for splits in bytes by column: O(rows of the node + bins · classes) a column. */
export class DenseSplitter extends Splitter {
  readonly #matrix: DenseBins
  /** Weight of each class in each bin, and number of rows. */
  readonly #histogram: Float64Array
  readonly #counts: Int32Array
  readonly #columns: Int32Array
  readonly #keys = new Int32Array(fewRows)
  readonly #held: Int32Array
  /** Class and weight of the node's rows, side by side, so that only their bins are read from all over memory. */
  readonly #nodeCodes: Int32Array
  readonly #nodeWeights: Float64Array

  constructor(matrix: DenseBins, input: SplitterInput) {
    super(input)
    this.#matrix = matrix
    this.#histogram = new Float64Array(256 * input.target.classes)
    this.#counts = new Int32Array(256)
    this.#columns = Int32Array.from({ length: matrix.d }, (_, j) => j)
    this.#held = new Int32Array(input.order.length)
    this.#nodeCodes = new Int32Array(input.order.length)
    this.#nodeWeights = new Float64Array(input.order.length)
  }

  protected searchColumns(start: number, end: number): void {
    const { features, random } = this.input
    if (end - start > fewRows) this.#gather(start, end)
    let differing = false
    // Goes on while no column differs in this node, as scikit-learn does.
    for (let drawn = 0; drawn < this.#matrix.d && (drawn < features || !differing); drawn++) {
      const j = features < this.#matrix.d ? drawNext(this.#columns, drawn, random) : drawn
      const differs =
        end - start <= fewRows ? this.#sortRows(j, drawn, start, end) : this.#countRows(j, drawn, start, end)
      differing ||= differs
    }
  }

  #gather(start: number, end: number): void {
    const { order, target } = this.input
    for (let e = start; e < end; e++) {
      this.#nodeCodes[e - start] = target.codes[order[e]!]!
      this.#nodeWeights[e - start] = target.weights[order[e]!]!
    }
  }

  /** @returns whether the column has two values in the node */
  #countRows(j: number, rank: number, start: number, end: number): boolean {
    const { minSamplesLeaf, target } = this.input
    const { starts } = this.#matrix
    const K = target.classes
    const histogram = this.#histogram
    const size = starts[j + 1]! - starts[j]!
    if (size === 1) return false
    histogram.fill(0, 0, size * K)
    this.#addWeights(j, start, end)
    // A bin with a row has weight: how many rows is asked only where a side has to keep more than one.
    const counts = minSamplesLeaf > 1 ? this.#addCounts(j, start, end) : undefined
    const left = this.left
    left.fill(0)
    let leftRows = 0
    let last = -1
    let differs = false
    for (let bin = 0; bin < size; bin++) {
      let weight = 0
      for (let k = 0; k < K; k++) weight += histogram[bin * K + k]!
      if (weight === 0) continue
      if (last >= 0) {
        differs = true
        const isWide = !counts || (leftRows >= minSamplesLeaf && end - start - leftRows >= minSamplesLeaf)
        if (isWide) this.consider(j, rank, last, bin)
      }
      for (let k = 0; k < K; k++) left[k]! += histogram[bin * K + k]!
      if (counts) leftRows += counts[bin]!
      last = bin
    }
    return differs
  }

  #addWeights(j: number, start: number, end: number): void {
    const { order, target } = this.input
    const { bins, n } = this.#matrix
    const K = target.classes
    const histogram = this.#histogram
    const nodeCodes = this.#nodeCodes
    const nodeWeights = this.#nodeWeights
    const column = j * n
    const rows = end - start
    for (let e = 0; e < rows; e++) {
      histogram[bins[column + order[start + e]!]! * K + nodeCodes[e]!]! += nodeWeights[e]!
    }
  }

  #addCounts(j: number, start: number, end: number): Int32Array {
    const { order } = this.input
    const { bins, n } = this.#matrix
    this.#counts.fill(0)
    for (let e = start; e < end; e++) this.#counts[bins[j * n + order[e]!]!]!++
    return this.#counts
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
