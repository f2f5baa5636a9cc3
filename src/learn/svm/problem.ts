import { SlipwayError } from '../../errors.ts'
import { isSparse, type Matrix } from '../contract.ts'

/** One class against the others: what either loss is minimised for. */
export interface MarginProblem {
  /** Shape `(n,)`: 1 for a row of the class, −1 for another. */
  readonly signs: Float64Array
  /** Shape `(n,)`, each 0 or more: what the loss of a row counts. */
  readonly costs: Float64Array
  /** Whether the loss is squared. */
  readonly squared: boolean
  /** The duality gap to reach, as a share of the objective. */
  readonly tol: number
  readonly maxIter: number
  readonly seed: number
}

export interface MarginSolution {
  readonly w: Float64Array
  readonly converged: boolean
  readonly iterations: number
}

/** @throws INVALID_INPUT where the squared length of a row is beyond what a number holds. */
export function checkSquares(who: string, X: Matrix): void {
  for (let i = 0; i < X.rows; i++) {
    const from = isSparse(X) ? X.indptr[i] : i * X.columns
    const to = isSparse(X) ? X.indptr[i + 1] : from + X.columns
    let sum = 0
    for (let e = from; e < to; e++) sum += X.values[e] * X.values[e]
    if (sum < 1e300) continue
    throw new SlipwayError(
      'INVALID_INPUT',
      `${who}: X: expected rows whose squared length is below 1e300, got ${sum} in row ${i} (counted from 0); scale the columns first.`,
    )
  }
}
