import type { Matrix } from '../contract.ts'
import type { RowRange } from './row-work.ts'

/** What all threads read and write. */
export interface RowState {
  readonly outputs: number
  readonly fitIntercept: boolean
  readonly ranges: readonly RowRange[]
  /** [0]: which product is requested. */
  readonly request: Int32Array
  /** The vector of the product, of rows or of parameters. */
  readonly vector: Float64Array
  readonly margins: Float64Array
  /** As in the loss, where it was last derived. */
  readonly weighted: Float64Array
  readonly shares: Float64Array
  /** For each range what it adds to the product. */
  readonly sums: readonly Float64Array[]
}

/** What only one worker has: its rows of X, and which ranges they are. */
export interface WorkerRows {
  readonly X: Matrix
  readonly first: number
  readonly end: number
}

export const gradientRequested = 0
export const curvatureRequested = 1
