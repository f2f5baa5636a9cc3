import type { Matrix } from '../contract.ts'
import type { RowRange } from './row-work.ts'

/** What all threads read and write. */
export interface RowHelp {
  readonly outputs: number
  readonly fitIntercept: boolean
  readonly ranges: readonly RowRange[]
  /** [0]: which product is asked for. */
  readonly asked: Int32Array
  /** The vector of the product, of rows or of parameters. */
  readonly vector: Float64Array
  readonly margins: Float64Array
  /** As in the loss, where it was last derived. */
  readonly weighted: Float64Array
  readonly shares: Float64Array
  /** For each range what it adds to the product. */
  readonly sums: readonly Float64Array[]
}

/** What a helper alone has: its rows of X, and which ranges they are. */
export interface RowShare {
  readonly X: Matrix
  readonly first: number
  readonly end: number
}

export const gradientAsked = 0
export const curvatureAsked = 1
