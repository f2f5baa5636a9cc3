import { SlipwayError } from '../errors.ts'
import { shown } from '../values.ts'
import type { CellType, Columns, Spelling } from './contract.ts'

/** A column of the table, its type taken apart. */
export interface Column {
  readonly name: string
  readonly type: CellType
  /** Whether its cells may be missing. */
  readonly optional: boolean
  readonly spelling: Spelling
  /** Cells with a currency or per cent sign, by the sign: a column has one in all of its cells, or in none. */
  readonly units: Map<string, number>
}

export type Cell = string | number | boolean | undefined

/** Why a value is no cell of its column. Returned, not thrown: a bad file has many. */
export class Refusal {
  readonly reason: string
  constructor(reason: string) {
    this.reason = reason
  }
}

const cellTypes: readonly string[] = [
  ...(['text', 'category', 'integer', 'number', 'boolean', 'date', 'datetime'] satisfies CellType[]),
]

/** @throws INVALID_SERVICE where a column has a type that there is not, or there is no column. */
export function parseColumns(columns: Columns, spelling: Spelling): Column[] {
  const parsed = Object.entries(columns).map(([name, written]) => {
    const optional = written.endsWith('?')
    const type = optional ? written.slice(0, -1) : written
    if (!cellTypes.includes(type)) {
      const message = `Column ${shown(name)} has the type ${shown(written)}; there are ${cellTypes.join(', ')}, each also with a ? where cells may be missing.`
      throw new SlipwayError('INVALID_SERVICE', message)
    }
    return { name, type: type as CellType, optional, spelling, units: new Map<string, number>() }
  })
  if (parsed.length === 0)
    throw new SlipwayError('INVALID_SERVICE', 'A source of rows has to name at least one column.')
  return parsed
}

/** Puts a cell into a row; `row['__proto__'] = …` would not make a column of that name. */
export function setCell(row: Record<string, Cell>, name: string, cell: Cell): void {
  if (name !== '__proto__') row[name] = cell
  else Object.defineProperty(row, name, { value: cell, writable: true, enumerable: true, configurable: true })
}

export function missing(column: Column, value: unknown): undefined | Refusal {
  if (column.optional) return undefined
  const got = value === '' || value === undefined ? 'is empty' : `is missing (${shown(value)})`
  return new Refusal(`${got}; where cells may be missing, the column's type is '${column.type}?'`)
}

export function expected(what: string, got: unknown, hint = ''): Refusal {
  return new Refusal(`expected ${what}, got ${shown(got)}${hint && `; ${hint}`}`)
}
