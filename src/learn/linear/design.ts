import { isSparse, type Matrix } from '../contract.ts'

/**
 * A matrix as a solver sees it: with a column of ones for the intercept where there is one, and K outputs a row.
 *
 * Parameters are one array of the shape `(d, K)`, with the K intercepts behind: the K weights of a column lie side by
 * side, so that an entry of X touches one place in memory. Margins and residuals have the shape `(n, K)`.
 */
export interface Design {
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
  const shape = { rows: X.rows, outputs, penalised, parameters: penalised + (fitIntercept ? outputs : 0) }
  const { starts, columns, values } = rowsOf(X)
  const K = outputs

  function times(theta: Float64Array, out: Float64Array, from: number, to: number): void {
    if (K === 1) {
      const intercept = fitIntercept ? theta[penalised]! : 0
      for (let i = from; i < to; i++) {
        let sum = intercept
        const end = starts[i + 1]!
        for (let e = starts[i]!; e < end; e++) sum += values[e]! * theta[columns[e]!]!
        out[i] = sum
      }
      return
    }
    for (let i = from; i < to; i++) {
      const row = i * K
      for (let k = 0; k < K; k++) out[row + k] = fitIntercept ? theta[penalised + k]! : 0
      const end = starts[i + 1]!
      for (let e = starts[i]!; e < end; e++) {
        const value = values[e]!
        const first = columns[e]! * K
        for (let k = 0; k < K; k++) out[row + k]! += value * theta[first + k]!
      }
    }
  }

  function addTransposeTimes(r: Float64Array, out: Float64Array, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const row = i * K
      const end = starts[i + 1]!
      if (K === 1) {
        const factor = r[i]!
        for (let e = starts[i]!; e < end; e++) out[columns[e]!]! += values[e]! * factor
      } else {
        for (let e = starts[i]!; e < end; e++) {
          const value = values[e]!
          const first = columns[e]! * K
          for (let k = 0; k < K; k++) out[first + k]! += value * r[row + k]!
        }
      }
      if (fitIntercept) for (let k = 0; k < K; k++) out[penalised + k]! += r[row + k]!
    }
  }

  function addSquaredTransposeTimes(r: Float64Array, out: Float64Array): void {
    for (let i = 0; i < shape.rows; i++) {
      const row = i * K
      for (let e = starts[i]!; e < starts[i + 1]!; e++) {
        const square = values[e]! * values[e]!
        const first = columns[e]! * K
        for (let k = 0; k < K; k++) out[first + k]! += square * r[row + k]!
      }
      if (fitIntercept) for (let k = 0; k < K; k++) out[penalised + k]! += r[row + k]!
    }
  }

  return { ...shape, times, addTransposeTimes, addSquaredTransposeTimes }
}

/** Rows as entries with columns, also for a dense matrix, so that there is one kind of loop. */
function rowsOf(X: Matrix): { starts: Int32Array; columns: Int32Array; values: Float64Array } {
  if (isSparse(X)) return { starts: X.indptr, columns: X.indices, values: X.values }
  const starts = new Int32Array(X.rows + 1)
  const columns = new Int32Array(X.rows * X.columns)
  for (let i = 0; i < X.rows; i++) {
    starts[i + 1] = (i + 1) * X.columns
    for (let j = 0; j < X.columns; j++) columns[i * X.columns + j] = j
  }
  return { starts, columns, values: X.values }
}
