import { SlipwayError } from '../errors.ts'
import { described } from '../values.ts'
import type { Feature } from './features.ts'
import type { TableRow } from './table-input.ts'

/** What a derived column may hold; null, undefined and NaN are missing values. */
export type DerivedValue = number | string | boolean | null | undefined

/** Columns worked out from the others of a row, by the same functions in training and in serving. */
export type Derive = { readonly [name: string]: (row: never) => DerivedValue }

/**
 * A row with its derived columns.
 * @throws INVALID_DATA where a function gives what no column can hold
 */
export function withDerived(derive: Derive | undefined, row: TableRow): TableRow {
  if (derive === undefined) return row
  const derived = Object.entries(derive).map(([name, of]) => [name, cellOf(name, of(row as never))])
  return { ...row, ...Object.fromEntries(derived) }
}

function cellOf(name: string, value: unknown): string | number | boolean | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  throw new SlipwayError(
    'INVALID_DATA',
    `derive.${name}: expected a number, a text, true, false or null, got ${described(value)}.`,
  )
}

/**
 * The derived columns as features: numbers and booleans by their size, texts as categories.
 * @param rows with their derived columns
 * @throws INVALID_DATA for a column that has values of two kinds, or none at all
 */
export function derivedFeatures(derive: Derive | undefined, rows: readonly TableRow[]): Feature[] {
  return Object.keys(derive ?? {}).map((name) => {
    const kinds = new Set(rows.flatMap((row) => (row[name] === null ? [] : [typeof row[name]])))
    const [kind, other] = kinds
    if (kind === undefined || other !== undefined) {
      const got = kind === undefined ? 'no value in any row' : `both a ${kind} and a ${other}`
      throw new SlipwayError('INVALID_DATA', `derive.${name}: expected values of one kind, got ${got}.`)
    }
    const type = kind as 'number' | 'string' | 'boolean'
    return { name, type, optional: true, treatedAs: type === 'string' ? 'category' : 'number' }
  })
}
