import { isSparse, type Matrix } from './contract.ts'

/** Shows each row with its zeros written out, one at a time: a sparse matrix never becomes a dense one. */
export function forEachRow(X: Matrix, visit: (row: Float64Array, i: number) => void): void {
  const d = X.columns
  if (!isSparse(X)) {
    for (let i = 0; i < X.rows; i++) visit(X.values.subarray(i * d, (i + 1) * d), i)
    return
  }
  const row = new Float64Array(d)
  for (let i = 0; i < X.rows; i++) {
    const from = X.indptr[i]
    const to = X.indptr[i + 1]
    for (let e = from; e < to; e++) row[X.indices[e]] = X.values[e]
    visit(row, i)
    for (let e = from; e < to; e++) row[X.indices[e]] = 0
  }
}
