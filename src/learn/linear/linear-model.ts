import { type DenseMatrix, isSparse, type Matrix } from '../contract.ts'

/**
 * What every linear classifier comes down to, whoever fitted it: k decisions, each a weighted sum of the columns.
 * k is 1 for two classes (positive favours the second) and the number of classes for more.
 */
export interface LinearModel {
  /** Shape `(k, d)`, row by row. */
  readonly coef: Float64Array
  /** Shape `(k,)`. */
  readonly intercept: Float64Array
}

/** The decisions X coefᵀ + intercept, shape `(n, k)`, of a matrix whose columns have been checked. O(k · entries). */
export function linearDecision({ coef, intercept }: LinearModel, X: Matrix): DenseMatrix {
  const k = intercept.length
  const d = X.columns
  const values = new Float64Array(X.rows * k)
  for (let i = 0; i < X.rows; i++) {
    for (let c = 0; c < k; c++) {
      const first = c * d
      let sum = intercept[c]!
      if (isSparse(X)) {
        const end = X.indptr[i + 1]!
        for (let e = X.indptr[i]!; e < end; e++) sum += X.values[e]! * coef[first + X.indices[e]!]!
      } else {
        const row = i * d
        for (let j = 0; j < d; j++) sum += X.values[row + j]! * coef[first + j]!
      }
      values[i * k + c] = sum
    }
  }
  return { rows: X.rows, columns: k, values }
}

/** For each row of decisions the place of the class that wins; ties go to the first. */
export function winningClass(decision: DenseMatrix): Int32Array {
  const { rows, columns: k, values } = decision
  const winners = new Int32Array(rows)
  for (let i = 0; i < rows; i++) {
    if (k === 1) {
      winners[i] = values[i]! > 0 ? 1 : 0
      continue
    }
    let best = 0
    for (let c = 1; c < k; c++) if (values[i * k + c]! > values[i * k + best]!) best = c
    winners[i] = best
  }
  return winners
}
