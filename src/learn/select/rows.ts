import type { Matrix } from '../contract.ts'
import { takeRows } from '../matrix.ts'

/** What a classifier learns from, row by row: a matrix, or a list of texts or other things. */
export type Rows = Matrix | readonly unknown[]

export function countRows(X: Rows): number {
  return isList(X) ? X.length : X.rows
}

/** The rows with the given numbers, in the given order. */
export function pickRows<X extends Rows>(X: X, rows: Int32Array): X {
  return (isList(X) ? pick(X, rows) : takeRows(X as Matrix, rows)) as X
}

/** The values at the given places, in the given order. */
export function pick<T>(values: ArrayLike<T>, rows: Int32Array): T[] {
  return Array.from(rows, (row) => values[row]!)
}

function isList(X: Rows): X is readonly unknown[] {
  return Array.isArray(X)
}
