import type { DenseBins } from './binned-matrix.ts'
import type { DenseRows } from './dense-rows.ts'
import { drawNext, Splitter, type SplitterInput } from './splitter.ts'

/** Up to so many rows, the bins that they are in are marked; with more, all bins are looked through. */
const fewRows = 128
/** Up to so many rows are sooner sorted than added to a histogram. */
export const fewest = 24
/** Up to so many bins, all are looked through anyhow. */
export const fewBins = 16

/**
 * Looks for splits in bytes by column: adds the rows' weights to a histogram of bins, and passes over the bins that
 * have rows. O(rows of the node + their bins · classes) a column.
 */
export abstract class DenseSplitter extends Splitter {
  protected readonly rows: DenseRows
  /** What a histogram adds up for each bin, so many numbers a bin; zeros between two columns. */
  protected readonly histogram: Float64Array
  /** How many rows a bin has, where a side has to keep more than one. */
  protected readonly counts = new Int32Array(256)
  /** The bins of a column that have rows in the node, ascending. */
  protected readonly occupied = new Int32Array(256)
  /** The only one of `occupied` behind which a split is looked at; −1: any. */
  protected only = -1
  readonly #matrix: DenseBins
  readonly #cells: number
  readonly #weighing: number
  /** A bit for each bin that has a row; zeros between two columns. */
  readonly #marks = new Int32Array(8)
  readonly #columns: Int32Array
  /** The columns that are known to be constant, from the top of the tree down, and whether a column is one of them. */
  readonly #constants: Int32Array
  readonly #isConstant: Uint8Array

  /**
   * @param cells numbers that the histogram has for a bin
   * @param weighing how many of them, the first ones, are weights: all 0 where a bin has no row
   */
  constructor(matrix: DenseBins, input: SplitterInput, rows: DenseRows, cells: number, weighing = cells) {
    super(input)
    this.rows = rows
    this.histogram = new Float64Array(256 * cells)
    this.#matrix = matrix
    this.#cells = cells
    this.#weighing = weighing
    this.#columns = Int32Array.from({ length: matrix.d }, (_, j) => j)
    this.#constants = new Int32Array(matrix.d)
    this.#isConstant = new Uint8Array(matrix.d)
    for (let j = 0; j < matrix.d; j++) if (matrix.starts[j + 1] - matrix.starts[j] === 1) this.#isConstant[j] = 1
  }

  override recall(constants: number): void {
    for (let c = constants; c < this.constants; c++) this.#isConstant[this.#constants[c]] = 0
    this.constants = constants
  }

  protected searchColumns(start: number, end: number, _: Float64Array, weight: number): void {
    const { features, random, target, impurity, minSamplesLeaf, drawsThresholds } = this.input
    const { d, starts } = this.#matrix
    const rows = end - start
    // Two rows are told apart by the first column that differs as well as by any; but what is drawn must not hang on it.
    const purestOfNumbers = rows === 2 && features === d && !drawsThresholds ? 0 : Number.POSITIVE_INFINITY
    const purest = target.y ? purestOfNumbers : impurity.purest(weight)
    this.rows.lookAt(start, end)
    let differing = false
    // Goes on while no column differs in this node, as scikit-learn does. Nothing is better than two pure sides.
    for (let drawn = 0; drawn < d && (drawn < features || !differing) && this.worth < purest; drawn++) {
      const j = features < d ? drawNext(this.#columns, drawn, random) : drawn
      if (this.#isConstant[j] === 1) continue
      if (this.passFew && rows <= fewest && !drawsThresholds) {
        if (this.passFew(j, drawn, start, end)) differing = true
        else this.#noteConstant(j)
        continue
      }
      const bins = starts[j + 1] - starts[j]
      this.addRows(j, start, end, bins)
      if (minSamplesLeaf > 1) this.#countRows(j, start, end)
      const isMarked = rows <= fewRows && bins > fewBins
      const occupied = isMarked ? this.#markOccupied(j, start, end) : this.#findOccupied(bins)
      if (drawsThresholds && occupied > 1) this.only = this.#drawThreshold(j, occupied)
      this.pass(j, drawn, occupied, rows)
      if (occupied > 1) differing = true
      else this.#noteConstant(j)
    }
  }

  /**
   * The same for at most `fewest` rows, without a histogram.
   * @returns whether the column has two bins in the node
   */
  protected passFew?(j: number, rank: number, start: number, end: number): boolean

  #noteConstant(j: number): void {
    this.#isConstant[j] = 1
    this.#constants[this.constants++] = j
  }

  /** Adds the rows from `start` to just before `end` to the histogram of column `j`, which has so many bins. */
  protected abstract addRows(j: number, start: number, end: number, bins: number): void

  /** Considers the splits between the first so many `occupied` bins, and leaves zeros in histogram and counts. */
  protected abstract pass(j: number, rank: number, occupied: number, rows: number): void

  /** A number between the least and the largest of the node, and the last occupied bin that begins before it. */
  #drawThreshold(j: number, occupied: number): number {
    const { starts, low, high } = this.#matrix
    const first = starts[j]
    const bins = this.occupied
    const least = low[first + bins[0]]
    const drawn = least + this.input.random.next() * (high[first + bins[occupied - 1]] - least)
    let last = occupied - 2
    while (last > 0 && low[first + bins[last]] > drawn) last--
    return last
  }

  #countRows(j: number, start: number, end: number): void {
    const { order, bins } = this.rows
    const column = this.rows.firstOf(j)
    for (let e = start; e < end; e++) this.counts[bins[column + order[e]]]++
  }

  /** @returns how many there are */
  #findOccupied(bins: number): number {
    const { histogram, occupied } = this
    const cells = this.#cells
    const weighing = this.#weighing
    let count = 0
    for (let bin = 0; bin < bins; bin++) {
      let sum = 0
      for (let cell = bin * cells; cell < bin * cells + weighing; cell++) sum += histogram[cell]
      occupied[count] = bin
      count += +(sum > 0)
    }
    return count
  }

  /** The same for few rows, without 255 bins to look through. */
  #markOccupied(j: number, start: number, end: number): number {
    const { order, bins } = this.rows
    const { occupied } = this
    const marks = this.#marks
    const column = this.rows.firstOf(j)
    for (let e = start; e < end; e++) {
      const bin = bins[column + order[e]]
      marks[bin >> 5] |= 1 << bin
    }
    let count = 0
    for (let word = 0; word < 8; word++) {
      for (let mark = marks[word]; mark !== 0; mark &= mark - 1) {
        occupied[count++] = 32 * word + 31 - Math.clz32(mark & -mark)
      }
      marks[word] = 0
    }
    return count
  }
}
