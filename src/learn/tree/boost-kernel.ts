import type { BoostRows } from './boost-bins.ts'
import { fillBytes, type Histogram, subtractHistogram, type Totals } from './boost-histogram.ts'
import { wasmKernel } from './boost-kernel-wasm.ts'
import type { BoostMemory } from './boost-memory.ts'
import { type BoostSplitSettings, splitNumbers } from './boost-split.ts'
import { withWideColumns } from './boost-wide.ts'

/** Columns from `from` to just before `to`. */
export interface ColumnRange {
  readonly from: number
  readonly to: number
}

/** The inner loops of growing trees of dense rows, on the arrays of a `BoostMemory`, for some columns or all. */
export interface BoostKernel {
  /** Fills the histogram of the rows from `start` to just before `end` of the order. O(rows · columns + bins). */
  fill(histogram: Histogram, start: number, end: number): void
  /** From the parent's histogram and one child's to the other child's, in place of the parent's. O(bins). */
  subtract(parent: Histogram, child: Histogram): void
  /** What the best split of a node by a column of numbers gains, 0 where there is none. O(bins). */
  gain(column: number, histogram: Histogram, node: Totals): number
  /**
   * Puts the rows from `start` to just before `end` of the order that `isLeft` sends left by their bins in a column that
   * is not wide first, all in the order that they had.
   * @returns where the others begin
   */
  partition(column: number, start: number, end: number): number
  /** Adds a leaf's answer to what was decided for its rows, those from `start` to just before `end` of the order. */
  answer(raw: Float64Array, start: number, end: number, value: number): void
  /**
   * Writes the pairs of the rows from `from` to just before `to`, both even, where there are two classes, and what their
   * gradients and hessians sum to as the sums of a thread.
   */
  gradients?: (from: number, to: number, thread: number) => void
}

/** In WebAssembly where it is there; the bytes are the same. */
export function boostKernel(rows: BoostRows, memory: BoostMemory, settings: BoostSplitSettings): BoostKernel {
  return wasmKernel(rows, memory, settings) ?? plainKernel(rows, memory, settings)
}

export function plainKernel(rows: BoostRows, memory: BoostMemory, settings: BoostSplitSettings): BoostKernel {
  const { n, d, stride, columns, starts } = rows
  const narrow = 256 * stride
  const { order, pairs, byRow, byColumn } = memory
  const words = new Int32Array(byRow.buffer, byRow.byteOffset, byRow.length / 4)
  const kernel: BoostKernel = {
    fill(histogram, start, end) {
      histogram.fill(0, 0, 2 * narrow)
      fillBytes(words, stride / 4, order, start, end, pairs, histogram)
    },
    subtract: (parent, child) => subtractHistogram(parent, child, 0, narrow),
    gain: (column, histogram, node) =>
      splitNumbers(column, columns[column]!, starts[column]!, histogram, node, settings)?.gain ?? 0,
    partition: (column, start, end) => partitionRows(byColumn.subarray(column * n), memory, start, end),
    answer(raw, start, end, value) {
      for (let e = start; e < end; e++) raw[order[e]!]! += value
    },
  }
  return withWideColumns(kernel, rows, memory, { from: 0, to: d })
}

/** Puts the rows first that `isLeft` sends left by their bins. @returns where the others begin */
export function partitionRows(
  bins: Uint8Array | Uint16Array,
  { order, held, isLeft }: BoostMemory,
  start: number,
  end: number,
): number {
  let left = start
  let rights = 0
  for (let e = start; e < end; e++) {
    const row = order[e]!
    // Both stores, then one of the two counters moves: no branch to guess wrongly.
    const goesLeft = isLeft[bins[row]!]!
    order[left] = row
    held[rights] = row
    left += goesLeft
    rights += 1 - goesLeft
  }
  for (let e = 0; e < rights; e++) order[left + e] = held[e]!
  return left
}
