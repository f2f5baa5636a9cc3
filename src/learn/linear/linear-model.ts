import type { LinearModel } from '../abilities.ts'
import { type DenseMatrix, isSparse, type Matrix } from '../contract.ts'
import { takeRows, toDense } from '../matrix.ts'

/** The decisions X coefᵀ + intercept, shape `(n, k)`, of a matrix whose columns have been checked. O(k · entries). */
export function linearDecision({ coef, intercept }: LinearModel, X: Matrix): DenseMatrix {
  const k = intercept.length
  const d = X.columns
  const values = new Float64Array(X.rows * k)
  for (let i = 0; i < X.rows; i++) {
    for (let c = 0; c < k; c++) {
      const first = c * d
      let sum = intercept[c]
      if (isSparse(X)) {
        const end = X.indptr[i + 1]
        for (let e = X.indptr[i]; e < end; e++) sum += X.values[e] * coef[first + X.indices[e]]
      } else {
        const row = i * d
        for (let j = 0; j < d; j++) sum += X.values[row + j] * coef[first + j]
      }
      values[i * k + c] = sum - sum === 0 ? sum : wideDecision({ coef, intercept }, X, i, c)
    }
  }
  return { rows: X.rows, columns: k, values }
}

/**
 * The decision c of row i where products overflow, as a number: (Σ (x / s) (w / t)) s t with s and t the largest of
 * each, brought within what a number can hold. Otherwise ∞ − ∞ would make it none.
 */
function wideDecision({ coef, intercept }: LinearModel, X: Matrix, i: number, c: number): number {
  const x = toDense(takeRows(X, [i])).values
  const w = coef.subarray(c * X.columns, (c + 1) * X.columns)
  const [s, t] = [largestSize(x), largestSize(w)]
  const sum = x.reduce((total, value, j) => total + (value / s) * (w[j] / t), 0)
  return finite(sum * s * t + intercept[c])
}

function largestSize(values: Float64Array): number {
  return values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1
}

/** Brings infinities to the largest numbers that there are. */
export function finite(value: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value))
}
