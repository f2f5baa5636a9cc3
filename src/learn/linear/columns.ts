import { isSparse, type Matrix } from '../contract.ts'

/** A matrix by its columns: column j has the entries `values[start[j] … start[j + 1])` in the rows `rows[…]`. */
export interface ByColumns {
  readonly start: Int32Array
  readonly rows: Int32Array
  readonly values: Float64Array
}

/** The entries column by column, without zeros. O(entries + columns). */
export function byColumns(X: Matrix): ByColumns {
  const start = new Int32Array(X.columns + 1)
  forEachEntry(X, (_, j) => start[j + 1]++)
  for (let j = 0; j < X.columns; j++) start[j + 1] += start[j]
  const next = start.slice(0, X.columns)
  const rows = new Int32Array(start[X.columns])
  const values = new Float64Array(start[X.columns])
  forEachEntry(X, (i, j, value) => {
    const at = next[j]++
    rows[at] = i
    values[at] = value
  })
  return { start, rows, values }
}

function forEachEntry(X: Matrix, visit: (i: number, j: number, value: number) => void): void {
  const { rows, columns: d, values } = X
  if (isSparse(X)) {
    for (let i = 0; i < rows; i++) for (let e = X.indptr[i]; e < X.indptr[i + 1]; e++) visit(i, X.indices[e], values[e])
    return
  }
  for (let i = 0; i < rows; i++) for (let j = 0; j < d; j++) if (values[i * d + j] !== 0) visit(i, j, values[i * d + j])
}
