import type { Matrix } from '../contract.ts'
import { takeRows } from '../matrix.ts'
import type { CellTable } from '../preprocess/cells.ts'

/** What a classifier learns from, row by row: a matrix, a table of named columns, or a list of texts or other things. */
export type Rows = Matrix | CellTable | readonly unknown[]

export function countRows(X: Rows): number {
  if (isList(X)) return X.length
  return isMatrix(X) ? X.rows : X.rows.length
}

/** The rows with the given numbers, in the given order. */
export function pickRows<X extends Rows>(X: X, rows: Int32Array): X {
  if (isList(X)) return pick(X, rows) as unknown as X
  const whole: Matrix | CellTable = X
  return (isMatrix(whole) ? takeRows(whole, rows) : { ...whole, rows: pick(whole.rows, rows) }) as X
}

export function isMatrix(X: Rows): X is Matrix {
  return !isList(X) && typeof X.rows === 'number'
}

/** The values at the given places, in the given order. */
export function pick<T>(values: ArrayLike<T>, rows: Int32Array): T[] {
  return Array.from(rows, (row) => values[row])
}

function isList(X: Rows): X is readonly unknown[] {
  return Array.isArray(X)
}
