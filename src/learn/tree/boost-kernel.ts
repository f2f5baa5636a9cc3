import type { BoostRows } from './boost-bins.ts'
import { fillBytes, type Histogram, subtractHistogram } from './boost-histogram.ts'
import { wasmKernel } from './boost-kernel-wasm.ts'
import type { BoostMemory } from './boost-memory.ts'

/** Columns from `from` to just before `to`. */
export interface ColumnRange {
  readonly from: number
  readonly to: number
}

/** The inner loops of growing trees where every bin is a byte, on the arrays of a `BoostMemory`, for some columns or all. */
export interface BoostKernel {
  /** Fills the histogram of the rows from `start` to just before `end` of the order. O(rows · columns + bins). */
  fill(histogram: Histogram, start: number, end: number): void
  /** From the parent's histogram and one child's to the other child's, in place of the parent's. O(bins). */
  subtract(parent: Histogram, child: Histogram): void
  /**
   * Puts the rows from `start` to just before `end` of the order that `isLeft` sends left by their bins in a column
   * first, all in the order that they had.
   * @returns where the others begin
   */
  partition(column: number, start: number, end: number): number
}

/** In WebAssembly where it is there; the bytes are the same. */
export function boostKernel(rows: BoostRows, memory: BoostMemory): BoostKernel {
  return wasmKernel(rows, memory) ?? plainKernel(rows, memory)
}

export function plainKernel({ n, stride }: BoostRows, memory: BoostMemory): BoostKernel {
  const { order, held, pairs, isLeft, byRow, byColumn } = memory
  const words = new Int32Array(byRow.buffer, byRow.byteOffset, byRow.length / 4)
  return {
    fill(histogram, start, end) {
      histogram.fill(0)
      fillBytes(words, stride / 4, order, start, end, pairs, histogram)
    },
    subtract: subtractHistogram,
    partition(column, start, end) {
      const first = column * n
      let left = start
      let rights = 0
      for (let e = start; e < end; e++) {
        const row = order[e]!
        // Both stores, then one of the two counters moves: no branch to guess wrongly.
        const goesLeft = isLeft[byColumn[first + row]!]!
        order[left] = row
        held[rights] = row
        left += goesLeft
        rights += 1 - goesLeft
      }
      for (let e = 0; e < rights; e++) order[left + e] = held[e]!
      return left
    },
  }
}
