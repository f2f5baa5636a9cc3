import { type DenseMatrix, isSparse, type Matrix } from '../../contract.ts'
import { transpose } from '../../matrix.ts'

/**
 * A matrix by columns, each column's entries from the smallest to the largest, so that all splits of a node are seen
 * in one pass. The column j has the places `starts[j] … starts[j + 1])` of `rows` and `values`.
 */
export interface SortedColumns {
  readonly n: number
  readonly d: number
  readonly starts: Int32Array
  readonly rows: Int32Array
  readonly values: Float64Array
  /** Rows that a column does not list are 0 in it: made from a sparse matrix. */
  readonly hasImplicitZeros: boolean
}

/** Sorts the columns of those rows that `keep` says. O(entries log n). */
export function sortColumns(X: Matrix, keep: (row: number) => boolean): SortedColumns {
  return isSparse(X) ? sortSparse(X, keep) : sortDense(X, keep)
}

function sortDense({ rows: n, columns: d, values: X }: DenseMatrix, keep: (row: number) => boolean): SortedColumns {
  const kept = Int32Array.from({ length: n }, (_, i) => i).filter(keep)
  const m = kept.length
  const rows = new Int32Array(m * d)
  const values = new Float64Array(m * d)
  const column = new Float64Array(n)
  for (let j = 0; j < d; j++) {
    // Adding 0 makes −0 the 0 that it equals.
    for (let i = 0; i < n; i++) column[i] = X[i * d + j] + 0
    const order = kept.slice().sort((a, b) => column[a] - column[b])
    rows.set(order, j * m)
    for (let e = 0; e < m; e++) values[j * m + e] = column[order[e]]
  }
  const starts = Int32Array.from({ length: d + 1 }, (_, j) => j * m)
  return { n, d, starts, rows, values, hasImplicitZeros: false }
}

function sortSparse(X: Extract<Matrix, { indptr: Int32Array }>, keep: (row: number) => boolean): SortedColumns {
  const { indptr, indices, values: entries } = transpose(X)
  const starts = new Int32Array(X.columns + 1)
  const rows = new Int32Array(entries.length)
  const values = new Float64Array(entries.length)
  let end = 0
  for (let j = 0; j < X.columns; j++) {
    const places = Int32Array.from({ length: indptr[j + 1] - indptr[j] }, (_, e) => indptr[j] + e)
    for (const place of places.sort((a, b) => entries[a] - entries[b])) {
      if (entries[place] === 0 || !keep(indices[place])) continue
      rows[end] = indices[place]
      values[end++] = entries[place]
    }
    starts[j + 1] = end
  }
  return {
    n: X.rows,
    d: X.columns,
    starts,
    rows: rows.slice(0, end),
    values: values.slice(0, end),
    hasImplicitZeros: true,
  }
}
