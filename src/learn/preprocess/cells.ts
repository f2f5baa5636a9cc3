import { SlipwayError } from '../../errors.ts'

/** Rows of categories; undefined is a missing one. */
export type Categories = readonly (readonly (string | undefined)[])[]

/**
 * A cell of a table: a number (NaN is a missing one), a date in milliseconds since 1970 (NaN is a missing one), or a text
 * or category (undefined is a missing one).
 */
export type Cell = number | string | undefined

/** What a column of a table holds. */
export interface TableColumn {
  readonly name: string
  readonly type: 'number' | 'date' | 'category' | 'text'
}

/** Named, typed columns and rows of cells in their order: what a `ColumnTransformer` eats. */
export interface CellTable {
  readonly columns: readonly TableColumn[]
  readonly rows: readonly (readonly Cell[])[]
}

/** @throws INVALID_INPUT where rows are of another length than expected. */
export function checkWidth(who: string, rows: readonly (readonly unknown[])[], columns: number): void {
  const odd = rows.findIndex((row) => row.length !== columns)
  if (odd < 0) return
  const message = `expected ${columns} cells in each row, got ${rows[odd].length} in row ${odd} (counted from 0)`
  throw new SlipwayError('INVALID_INPUT', `${who}: X: ${message}.`, { problems: [{ path: 'X', message }] })
}

/** @throws INVALID_INPUT where there is no row to learn from. */
export function checkSomeRows(who: string, rows: number): void {
  if (rows > 0) return
  const message = 'expected at least one row to learn from, got none'
  throw new SlipwayError('INVALID_INPUT', `${who}: X: ${message}.`, { problems: [{ path: 'X', message }] })
}
