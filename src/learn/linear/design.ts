import { type DenseMatrix, isSparse, type Matrix, type SparseMatrix } from '../contract.ts'

/**
 * A matrix as a solver sees it: with a column of ones for the intercept where there is one, and K outputs a row.
 *
 * Parameters are one array of the shape `(d, K)`, with the K intercepts behind: the K weights of a column lie side by
 * side, so that an entry of X touches one place in memory. Margins and residuals have the shape `(n, K)`.
 */
export interface Design {
  readonly X: Matrix
  readonly rows: number
  readonly outputs: number
  /** The number of parameters that are penalised, d · K; intercepts come after them. */
  readonly penalised: number
  readonly parameters: number
  /** out ← X θ, for the rows from `from` to before `to`. */
  times(theta: Float64Array, out: Float64Array, from: number, to: number): void
  /** out ← out + Xᵀ r, over the rows from `from` to before `to`. */
  addTransposeTimes(r: Float64Array, out: Float64Array, from: number, to: number): void
  /** out ← out + (X∘X)ᵀ r: the same with every entry squared. */
  addSquaredTransposeTimes(r: Float64Array, out: Float64Array): void
}

export function designOf(X: Matrix, outputs: number, fitIntercept: boolean): Design {
  const penalised = X.columns * outputs
  const parameters = penalised + (fitIntercept ? outputs : 0)
  const shape: Shape = { X, rows: X.rows, columns: X.columns, outputs, penalised, parameters, fitIntercept }
  return isSparse(X) ? sparseDesign(X, shape) : denseDesign(X, shape)
}

interface Shape {
  readonly X: Matrix
  readonly rows: number
  readonly columns: number
  readonly outputs: number
  readonly penalised: number
  readonly parameters: number
  readonly fitIntercept: boolean
}

// The loops for one output are written out: an inner loop of one turn halves their speed.

function sparseDesign({ indptr, indices, values }: SparseMatrix, shape: Shape): Design {
  const { rows, outputs: K, penalised, fitIntercept } = shape
  return {
    ...shape,
    times(theta, out, from, to) {
      startAtIntercept(theta, out, from, to, shape)
      for (let i = from; i < to; i++) {
        const row = i * K
        const end = indptr[i + 1]
        if (K === 1) {
          let sum = out[i]
          for (let e = indptr[i]; e < end; e++) sum += values[e] * theta[indices[e]]
          out[i] = sum
          continue
        }
        for (let e = indptr[i]; e < end; e++) {
          const value = values[e]
          const first = indices[e] * K
          for (let k = 0; k < K; k++) out[row + k] += value * theta[first + k]
        }
      }
    },
    addTransposeTimes(r, out, from, to) {
      for (let i = from; i < to; i++) {
        const row = i * K
        const end = indptr[i + 1]
        if (K === 1) {
          const factor = r[i]
          for (let e = indptr[i]; e < end; e++) out[indices[e]] += values[e] * factor
          continue
        }
        for (let e = indptr[i]; e < end; e++) {
          const value = values[e]
          const first = indices[e] * K
          for (let k = 0; k < K; k++) out[first + k] += value * r[row + k]
        }
      }
      if (fitIntercept) addSums(r, out, from, to, K, penalised)
    },
    addSquaredTransposeTimes(r, out) {
      for (let i = 0; i < rows; i++) {
        const row = i * K
        for (let e = indptr[i]; e < indptr[i + 1]; e++) {
          const square = values[e] * values[e]
          const first = indices[e] * K
          for (let k = 0; k < K; k++) out[first + k] += square * r[row + k]
        }
      }
      if (fitIntercept) addSums(r, out, 0, rows, K, penalised)
    },
  }
}

function denseDesign({ values }: DenseMatrix, shape: Shape): Design {
  const { rows, columns: d, outputs: K, penalised, fitIntercept } = shape
  return {
    ...shape,
    times(theta, out, from, to) {
      startAtIntercept(theta, out, from, to, shape)
      for (let i = from; i < to; i++) {
        const first = i * d
        if (K === 1) {
          let sum = out[i]
          for (let j = 0; j < d; j++) sum += values[first + j] * theta[j]
          out[i] = sum
          continue
        }
        for (let j = 0; j < d; j++) {
          const value = values[first + j]
          for (let k = 0; k < K; k++) out[i * K + k] += value * theta[j * K + k]
        }
      }
    },
    addTransposeTimes(r, out, from, to) {
      for (let i = from; i < to; i++) {
        const first = i * d
        if (K === 1) {
          const factor = r[i]
          for (let j = 0; j < d; j++) out[j] += values[first + j] * factor
          continue
        }
        for (let j = 0; j < d; j++) {
          const value = values[first + j]
          for (let k = 0; k < K; k++) out[j * K + k] += value * r[i * K + k]
        }
      }
      if (fitIntercept) addSums(r, out, from, to, K, penalised)
    },
    addSquaredTransposeTimes(r, out) {
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < d; j++) {
          const square = values[i * d + j] * values[i * d + j]
          for (let k = 0; k < K; k++) out[j * K + k] += square * r[i * K + k]
        }
      }
      if (fitIntercept) addSums(r, out, 0, rows, K, penalised)
    },
  }
}

function startAtIntercept(theta: Float64Array, out: Float64Array, from: number, to: number, shape: Shape): void {
  const { outputs: K, penalised, fitIntercept } = shape
  for (let i = from; i < to; i++) {
    for (let k = 0; k < K; k++) out[i * K + k] = fitIntercept ? theta[penalised + k] : 0
  }
}

/** out[first + k] ← out[first + k] + Σ r[·, k]: what a column of ones contributes. */
function addSums(r: Float64Array, out: Float64Array, from: number, to: number, K: number, first: number): void {
  for (let i = from; i < to; i++) for (let k = 0; k < K; k++) out[first + k] += r[i * K + k]
}
