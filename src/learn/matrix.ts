import { SlipwayError } from '../errors.ts'
import { type DenseMatrix, isSparse, type Matrix, type SparseMatrix } from './contract.ts'

/**
 * A dense matrix from rows of numbers.
 * @throws INVALID_INPUT when the rows differ in length.
 *
 * @example
 * denseMatrix([[1, 2], [3, 4], [5, 6]]) // { rows: 3, columns: 2, values: [1, 2, 3, 4, 5, 6] }
 */
export function denseMatrix(rows: readonly ArrayLike<number>[]): DenseMatrix {
  const columns = rows[0]?.length ?? 0
  const values = new Float64Array(rows.length * columns)
  rows.forEach((row, i) => {
    if (row.length !== columns) {
      throw new SlipwayError(
        'INVALID_INPUT',
        `denseMatrix: expected ${columns} numbers in row ${i}, as in row 0, got ${row.length}.`,
      )
    }
    values.set(row, i * columns)
  })
  return { rows: rows.length, columns, values }
}

/** The same entries with every zero written out: 8 bytes for each of the rows × columns. */
export function toDense(X: Matrix): DenseMatrix {
  if (!isSparse(X)) return X
  const values = new Float64Array(X.rows * X.columns)
  for (let i = 0; i < X.rows; i++) {
    for (let e = X.indptr[i]; e < X.indptr[i + 1]; e++) values[i * X.columns + X.indices[e]] = X.values[e]
  }
  return { rows: X.rows, columns: X.columns, values }
}

/**
 * The same entries with the zeros left out.
 *
 * @example
 * toSparse(denseMatrix([[0, 7], [0, 0]])).indices // [1]
 */
export function toSparse(X: Matrix): SparseMatrix {
  if (isSparse(X)) return X
  let entries = 0
  for (let e = 0; e < X.values.length; e++) if (X.values[e] !== 0) entries++
  const indptr = new Int32Array(X.rows + 1)
  const indices = new Int32Array(entries)
  const values = new Float64Array(entries)
  let e = 0
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < X.columns; j++) {
      const value = X.values[i * X.columns + j]
      if (value === 0) continue
      indices[e] = j
      values[e++] = value
    }
    indptr[i + 1] = e
  }
  return { rows: X.rows, columns: X.columns, indptr, indices, values }
}

/**
 * The rows with the given numbers, in the given order; a row may be taken more than once. Always a copy.
 *
 * @example
 * takeRows(denseMatrix([[1], [2], [3]]), [2, 0]).values // [3, 1]
 */
export function takeRows(X: Matrix, rows: ArrayLike<number>): Matrix {
  const n = rows.length
  if (!isSparse(X)) {
    const d = X.columns
    const values = new Float64Array(n * d)
    for (let i = 0; i < n; i++) values.set(X.values.subarray(rows[i] * d, (rows[i] + 1) * d), i * d)
    return { rows: n, columns: d, values }
  }
  const indptr = new Int32Array(n + 1)
  for (let i = 0; i < n; i++) indptr[i + 1] = indptr[i] + X.indptr[rows[i] + 1] - X.indptr[rows[i]]
  const indices = new Int32Array(indptr[n])
  const values = new Float64Array(indptr[n])
  for (let i = 0; i < n; i++) {
    const start = X.indptr[rows[i]]
    const end = X.indptr[rows[i] + 1]
    indices.set(X.indices.subarray(start, end), indptr[i])
    values.set(X.values.subarray(start, end), indptr[i])
  }
  return { rows: n, columns: X.columns, indptr, indices, values }
}

/** The transpose: rows become columns. For a sparse matrix that is its form by columns, in O(n + d + entries). */
export function transpose(X: SparseMatrix): SparseMatrix {
  const entries = X.indptr[X.rows]
  const indptr = new Int32Array(X.columns + 1)
  for (let e = 0; e < entries; e++) indptr[X.indices[e] + 1]++
  for (let j = 0; j < X.columns; j++) indptr[j + 1] += indptr[j]
  const next = indptr.slice(0, X.columns)
  const indices = new Int32Array(entries)
  const values = new Float64Array(entries)
  for (let i = 0; i < X.rows; i++) {
    for (let e = X.indptr[i]; e < X.indptr[i + 1]; e++) {
      const at = next[X.indices[e]]++
      indices[at] = i
      values[at] = X.values[e]
    }
  }
  return { rows: X.columns, columns: X.rows, indptr, indices, values }
}

/** Matrices one under the other; sparse when all of them are. */
export function vstack(parts: readonly Matrix[]): Matrix {
  const columns = parts[0]?.columns ?? 0
  const rows = parts.reduce((sum, X) => sum + X.rows, 0)
  if (!parts.every(isSparse)) {
    const values = new Float64Array(rows * columns)
    let at = 0
    for (const X of parts) {
      values.set(toDense(X).values, at)
      at += X.rows * columns
    }
    return { rows, columns, values }
  }
  const entries = parts.reduce((sum, X) => sum + X.indptr[X.rows], 0)
  const indptr = new Int32Array(rows + 1)
  const indices = new Int32Array(entries)
  const values = new Float64Array(entries)
  let row = 0
  let e = 0
  for (const X of parts) {
    const count = X.indptr[X.rows]
    indices.set(X.indices.subarray(0, count), e)
    values.set(X.values.subarray(0, count), e)
    for (let i = 0; i < X.rows; i++) indptr[++row] = e + X.indptr[i + 1]
    e += count
  }
  return { rows, columns, indptr, indices, values }
}

/** Matrices side by side; dense only when all of them are. */
export function hstack(parts: readonly Matrix[]): Matrix {
  const rows = parts[0]?.rows ?? 0
  const columns = parts.reduce((sum, X) => sum + X.columns, 0)
  if (!parts.some(isSparse)) {
    const values = new Float64Array(rows * columns)
    let first = 0
    for (const X of parts) {
      for (let i = 0; i < rows; i++) {
        values.set(X.values.subarray(i * X.columns, (i + 1) * X.columns), i * columns + first)
      }
      first += X.columns
    }
    return { rows, columns, values }
  }
  const sparse = parts.map(toSparse)
  const entries = sparse.reduce((sum, X) => sum + X.indptr[X.rows], 0)
  const indptr = new Int32Array(rows + 1)
  const indices = new Int32Array(entries)
  const values = new Float64Array(entries)
  let at = 0
  for (let i = 0; i < rows; i++) {
    let first = 0
    for (const X of sparse) {
      for (let e = X.indptr[i]; e < X.indptr[i + 1]; e++) {
        indices[at] = first + X.indices[e]
        values[at++] = X.values[e]
      }
      first += X.columns
    }
    indptr[i + 1] = at
  }
  return { rows, columns, indptr, indices, values }
}

/** Σ a·b over two arrays of the same length. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j]
  return sum
}

/** y ← y + factor · x. */
export function axpy(factor: number, x: Float64Array, y: Float64Array): void {
  for (let j = 0; j < x.length; j++) y[j] += factor * x[j]
}
