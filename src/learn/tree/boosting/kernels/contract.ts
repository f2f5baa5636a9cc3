import type { Histogram, Totals } from '../histogram.ts'
import type { BoostSplitSettings } from '../split.ts'

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
  gain(column: number, histogram: Histogram, node: Totals, settings: BoostSplitSettings): number
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
