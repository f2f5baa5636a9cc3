import { SlipwayError } from '../errors.ts'
import type { CellType, Columns } from './contract.ts'
import { shown } from './problems.ts'

/** A column of the table, its type taken apart. */
export interface Column {
  readonly name: string
  readonly type: CellType
  /** Whether its cells may be missing. */
  readonly optional: boolean
}

export type Cell = string | number | boolean | undefined

/** Why a value is no cell of its column. Returned, not thrown: a bad file has many. */
export class Refusal {
  readonly reason: string
  constructor(reason: string) {
    this.reason = reason
  }
}

const cellTypes: readonly string[] = ['text', 'category', 'integer', 'number', 'boolean'] satisfies CellType[]

/** @throws INVALID_SERVICE where a column has a type that there is not, or there is no column. */
export function parseColumns(columns: Columns): Column[] {
  const parsed = Object.entries(columns).map(([name, written]) => {
    const optional = written.endsWith('?')
    const type = optional ? written.slice(0, -1) : written
    if (!cellTypes.includes(type)) {
      const message = `Column ${shown(name)} has the type ${shown(written)}; there are ${cellTypes.join(', ')}, each also with a ? where cells may be missing.`
      throw new SlipwayError('INVALID_SERVICE', message)
    }
    return { name, type: type as CellType, optional }
  })
  if (parsed.length === 0)
    throw new SlipwayError('INVALID_SERVICE', 'A source of rows has to name at least one column.')
  return parsed
}

/** What a cell written as text holds. */
export function cellFromText(column: Column, text: string): Cell | Refusal {
  switch (column.type) {
    case 'text':
      return text === '' && column.optional ? undefined : text
    case 'category':
      return text === '' ? missing(column, text) : text
    case 'number':
    case 'integer':
      return isMissing(text) ? missing(column, text) : numberFromText(column, text)
    case 'boolean':
      return isMissing(text) ? missing(column, text) : booleanFromText(text)
  }
}

/** What a value from JSON, Parquet or a module holds as a cell. Text in a column of numbers is read as in a CSV file. */
export function cellFromValue(column: Column, value: unknown): Cell | Refusal {
  if (value === undefined || value === null || Number.isNaN(value)) return missing(column, value)
  if (typeof value === 'string') return cellFromText(column, value)
  if (column.type === 'text' || column.type === 'category') return textFromValue(value)
  if (column.type === 'boolean') {
    if (typeof value === 'boolean') return value
    return value === 1 || value === 1n ? true : value === 0 || value === 0n ? false : expected('true or false', value)
  }
  if (typeof value === 'bigint') return column.type === 'number' ? Number(value) : checkWhole(Number(value), value)
  if (typeof value !== 'number') return expected(column.type === 'number' ? 'a number' : 'a whole number', value)
  return column.type === 'number' ? checkFinite(value, value) : checkWhole(value, value)
}

/** Puts a cell into a row; `row['__proto__'] = …` would not make a column of that name. */
export function setCell(row: Record<string, Cell>, name: string, cell: Cell): void {
  if (name !== '__proto__') row[name] = cell
  else Object.defineProperty(row, name, { value: cell, writable: true, enumerable: true, configurable: true })
}

/** Empty, or one of the words that statistics programs write for a gap in a column of numbers. */
function isMissing(text: string): boolean {
  return text === '' || (text.length <= 4 && /^\s*(na|n\/a|nan|null)?\s*$/i.test(text))
}

function missing(column: Column, value: unknown): undefined | Refusal {
  if (column.optional) return undefined
  const got = value === '' || value === undefined ? 'is empty' : `is missing (${shown(value)})`
  return new Refusal(`${got}; where cells may be missing, the column's type is '${column.type}?'`)
}

function numberFromText(column: Column, text: string): number | Refusal {
  const value = Number(text)
  // Number() also reads 0x1F, 0b11 and 0o17, which in a data file are not meant as numbers.
  if (Number.isNaN(value) || /[xob]/i.test(text)) {
    return Number.isNaN(value) || Number.isFinite(value)
      ? expected(column.type === 'number' ? 'a number' : 'a whole number', text)
      : checkFinite(value, text)
  }
  return column.type === 'number' ? checkFinite(value, text) : checkWhole(value, text)
}

function checkFinite(value: number, got: unknown): number | Refusal {
  return Number.isFinite(value) ? value : expected('a finite number', got)
}

function checkWhole(value: number, got: unknown): number | Refusal {
  if (Number.isSafeInteger(value)) return value
  if (!Number.isInteger(value)) return expected('a whole number', got)
  return new Refusal(`${shown(got)} is beyond 2^53 and would lose digits as a number; read the column as 'text'`)
}

function booleanFromText(text: string): boolean | Refusal {
  const word = text.trim().toLowerCase()
  if (word === 'true' || word === '1') return true
  return word === 'false' || word === '0' ? false : expected('true or false', text)
}

function textFromValue(value: unknown): string | Refusal {
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'number') return expected('text', value)
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return new Refusal(`the number ${value} is beyond 2^53 and has lost digits; write it in quotes`)
  }
  return String(value)
}

function expected(what: string, got: unknown): Refusal {
  return new Refusal(`expected ${what}, got ${shown(got)}`)
}
