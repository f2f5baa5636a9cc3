import type { SparseBins } from './binned-matrix.ts'
import { drawNext, Splitter, type SplitterInput } from './splitter.ts'

/**
 * Looks for splits in a sparse matrix by rows: gathers the entries that the node's rows have in the drawn columns,
 * sorts them by column and bin, and passes over them. What a column does not list in the node is 0.
 * O(entries of the node's rows) a node, however many columns there are.
 */
export class SparseSplitter extends Splitter {
  readonly #matrix: SparseBins
  readonly #columns: Int32Array
  /** For the columns that are looked at, when they were drawn, from 1; 0 for the others. */
  readonly #ranks: Int32Array
  readonly #held: Int32Array
  readonly #zeros: Float64Array
  #keys = new Float64Array(1024)

  constructor(matrix: SparseBins, input: SplitterInput) {
    super(input)
    this.#matrix = matrix
    this.#columns = Int32Array.from({ length: matrix.d }, (_, j) => j)
    this.#ranks = new Int32Array(matrix.d)
    this.#held = new Int32Array(input.order.length)
    this.#zeros = new Float64Array(input.tally.size)
  }

  protected searchColumns(start: number, end: number, sums: Float64Array): void {
    const { features, random } = this.input
    const d = this.#matrix.d
    const ranks = this.#ranks
    for (let drawn = 0; drawn < features; drawn++) {
      ranks[features < d ? drawNext(this.#columns, drawn, random) : drawn] = drawn + 1
    }
    const differing = this.#searchDrawn(start, end, sums)
    ranks.fill(0)
    if (differing || features === d) return
    // Goes on while no column differs in this node, as scikit-learn does.
    const differ = this.#differingColumns(start, end)
    if (differ.size === 0) return
    let drawn = features
    let j = drawNext(this.#columns, drawn, random)
    while (!differ.has(j)) j = drawNext(this.#columns, ++drawn, random)
    ranks[j] = drawn + 1
    this.#searchDrawn(start, end, sums)
    ranks[j] = 0
  }

  /** Entries in drawn columns as numbers that sort by column, then bin: (column · 256 + bin) · 2²⁴ and the row's place. */
  #gather(start: number, end: number): Float64Array {
    const { indptr, indices, bins } = this.#matrix
    const { order } = this.input
    const ranks = this.#ranks
    let count = 0
    for (let e = start; e < end; e++) {
      const row = order[e]
      const to = indptr[row + 1]
      if (count + to - indptr[row] > this.#keys.length) this.#widen(count + to - indptr[row])
      for (let entry = indptr[row]; entry < to; entry++) {
        const j = indices[entry]
        if (ranks[j] > 0) this.#keys[count++] = (j * 256 + bins[entry]) * 2 ** 24 + (e - start)
      }
    }
    return this.#keys.subarray(0, count).sort()
  }

  #widen(least: number): void {
    const wider = new Float64Array(2 * least)
    wider.set(this.#keys)
    this.#keys = wider
  }

  /** @returns whether a drawn column has two values in the node */
  #searchDrawn(start: number, end: number, sums: Float64Array): boolean {
    const keys = this.#gather(start, end)
    let differing = false
    for (let from = 0; from < keys.length; ) {
      const j = columnOf(keys[from])
      let to = from + 1
      while (to < keys.length && columnOf(keys[to]) === j) to++
      if (this.#differs(j, keys, from, to, end - start)) {
        differing = true
        this.#passColumn(j, keys.subarray(from, to), start, end, sums)
      }
      from = to
    }
    return differing
  }

  #differs(j: number, keys: Float64Array, from: number, to: number, rows: number): boolean {
    const first = binOfKey(keys[from])
    if (first !== binOfKey(keys[to - 1])) return true
    return to - from < rows && first !== this.#matrix.zeroBin[j]
  }

  #passColumn(j: number, keys: Float64Array, start: number, end: number, sums: Float64Array): void {
    const { order, tally, minSamplesLeaf, drawsThresholds } = this.input
    const left = this.left
    const zeros = this.#zeros
    const rows = end - start
    const zeroRows = rows - keys.length
    const zeroBin = this.#matrix.zeroBin[j]
    const drawn = drawsThresholds ? this.#drawThreshold(j, keys, zeroRows) : Number.NaN
    zeros.set(sums)
    for (const key of keys) tally.remove(zeros, order[start + placeOf(key)])
    tally.empty(left)
    let leftRows = 0
    let last = -1
    let zerosToCome = zeroRows > 0
    const passTo = (bin: number): void => {
      const isAllowed = leftRows >= minSamplesLeaf && rows - leftRows >= minSamplesLeaf
      if (last >= 0 && bin !== last && isAllowed && !(drawn < last) && !(drawn >= bin)) {
        this.consider(j, this.#ranks[j], last, bin)
      }
      last = bin
    }
    const passZeros = (): void => {
      passTo(zeroBin)
      for (let k = 0; k < zeros.length; k++) left[k] += zeros[k]
      leftRows += zeroRows
      zerosToCome = false
    }
    for (const key of keys) {
      const bin = binOfKey(key)
      if (zerosToCome && bin >= zeroBin) passZeros()
      passTo(bin)
      tally.add(left, order[start + placeOf(key)])
      leftRows++
    }
    if (zerosToCome) passZeros()
  }

  /** The bin of a number between the least and the largest of the node, not that of the largest. */
  #drawThreshold(j: number, keys: Float64Array, zeroRows: number): number {
    const { starts, low, high, zeroBin } = this.#matrix
    const first = starts[j]
    let [least, most] = [binOfKey(keys[0]), binOfKey(keys[keys.length - 1])]
    if (zeroRows > 0) [least, most] = [Math.min(least, zeroBin[j]), Math.max(most, zeroBin[j])]
    const from = low[first + least]
    const drawn = from + this.input.random.next() * (high[first + most] - from)
    let bin = most - 1
    while (bin > least && low[first + bin] > drawn) bin--
    return bin
  }

  #differingColumns(start: number, end: number): Set<number> {
    this.#ranks.fill(1)
    const keys = this.#gather(start, end)
    this.#ranks.fill(0)
    const found = new Set<number>()
    for (let from = 0; from < keys.length; ) {
      const j = columnOf(keys[from])
      let to = from + 1
      while (to < keys.length && columnOf(keys[to]) === j) to++
      if (this.#differs(j, keys, from, to, end - start)) found.add(j)
      from = to
    }
    return found
  }

  partition(start: number, end: number): number {
    const { order, tally } = this.input
    const { zeroBin } = this.#matrix
    const zeroGoesLeft = zeroBin[this.feature] <= this.leftBin
    const sides = [this.sides.subarray(0, tally.size), this.sides.subarray(tally.size)] as const
    for (const side of sides) tally.empty(side)
    let left = start
    let rights = 0
    for (let e = start; e < end; e++) {
      const row = order[e]
      const bin = this.#binAt(row, this.feature)
      const goesLeft = bin < 0 ? zeroGoesLeft : bin <= this.leftBin
      if (goesLeft) order[left++] = row
      else this.#held[rights++] = row
      tally.add(sides[goesLeft ? 0 : 1], row)
    }
    order.set(this.#held.subarray(0, rights), left)
    return left
  }

  /** The bin of an entry, or −1 where the row does not list the column. */
  #binAt(row: number, j: number): number {
    const { indptr, indices, bins } = this.#matrix
    let low = indptr[row]
    let high = indptr[row + 1] - 1
    while (low <= high) {
      const middle = (low + high) >>> 1
      const at = indices[middle]
      if (at === j) return bins[middle]
      if (at < j) low = middle + 1
      else high = middle - 1
    }
    return -1
  }
}

function columnOf(key: number): number {
  return Math.floor(key / 2 ** 32)
}

function binOfKey(key: number): number {
  return Math.floor(key / 2 ** 24) % 256
}

function placeOf(key: number): number {
  return key % 2 ** 24
}
