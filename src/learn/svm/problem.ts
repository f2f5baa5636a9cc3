import { SlipwayError } from '../../errors.ts'
import { isSparse, type Matrix } from '../contract.ts'

/** One class against the others: whose loss is minimised. */
export interface MarginProblem {
  /** Shape `(n,)`: 1 for a row of the class, −1 for another. */
  readonly signs: Float64Array
  /** Shape `(n,)`, each 0 or more: what the loss of a row counts. */
  readonly costs: Float64Array
}

export interface MarginOptions {
  /** Whether the loss is squared. */
  readonly squared: boolean
  /** The duality gap to reach, as a fraction of the objective. */
  readonly tol: number
  readonly maxIter: number
  readonly seed: number
  /** What every row has in one more column, whose weight is penalised like the others; 0: there is none. */
  readonly scale: number
  /** ‖x_i‖² of the rows, without that column, shape `(n,)`. */
  readonly lengths: Float64Array
  /** Hears how far the work is, 0 to 1. */
  readonly onProgress: (share: number) => void
}

export interface MarginSolution {
  readonly w: Float64Array
  readonly intercept: number
  readonly converged: boolean
  readonly iterations: number
}

/** ‖x_i‖², shape `(n,)`. @throws INVALID_INPUT where one is beyond what a number holds. */
export function squaredLengths(who: string, X: Matrix): Float64Array {
  const { rows, columns, values } = X
  const lengths = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    const from = isSparse(X) ? X.indptr[i] : i * columns
    const to = isSparse(X) ? X.indptr[i + 1] : from + columns
    let sum = 0
    for (let e = from; e < to; e++) sum += values[e] * values[e]
    lengths[i] = sum
    if (sum < 1e300) continue
    throw new SlipwayError(
      'INVALID_INPUT',
      `${who}: X: expected rows whose squared length is below 1e300, got ${sum} in row ${i} (counted from 0); scale the columns first.`,
    )
  }
  return lengths
}
