import type { Problem } from '../errors.ts'
import type { Json } from '../learn/contract.ts'
import type { Cell, TableColumn } from '../learn/preprocess/cells.ts'
import { described, pointerPart } from '../values.ts'
import { parseMoment } from './moment.ts'

/** One row as a table model is asked: a value by column name, null for a missing one. */
export type TableRow = { readonly [column: string]: string | number | boolean | null }

/** A column as a row of an input holds it. */
export interface InputColumn {
  readonly name: string
  readonly type: 'number' | 'integer' | 'string' | 'boolean' | 'date' | 'datetime'
  /** Whether null is allowed, which is where training allowed missing cells. */
  readonly optional: boolean
}

/**
 * JSON Schema of a row. `required` has the columns in their order.
 * @param examples values that a column may well have
 */
export function tableInputSchema(
  columns: readonly InputColumn[],
  examples: { readonly [column: string]: readonly string[] } = {},
): Json {
  return {
    type: 'object',
    properties: Object.fromEntries(
      columns.map(({ name, type, optional }) => {
        const values = (Object.hasOwn(examples, name) && examples[name]) || []
        return [name, { ...cellSchema(type, optional), ...(values.length > 0 && { examples: values }) }]
      }),
    ),
    required: columns.map(({ name }) => name),
    additionalProperties: false,
  }
}

/**
 * A date is a string of the format `date`; a time of `iso-date-time`, as ajv names the one whose zone may be left out:
 * `date-time` (RFC 3339) would refuse times as most files have them.
 */
function cellSchema(type: InputColumn['type'], optional: boolean) {
  const isMoment = type === 'date' || type === 'datetime'
  const json = isMoment ? 'string' : type
  return { type: optional ? [json, 'null'] : json, ...(isMoment && { format: formats[type] }) }
}

const formats = { date: 'date', datetime: 'iso-date-time' } as const

/** The columns that `tableInputSchema` described; undefined where the schema is of something else. */
export function inputColumns(schema: Json): readonly InputColumn[] | undefined {
  const { properties, required } = schema as {
    readonly properties?: {
      readonly [name: string]: { readonly type: string | readonly string[]; readonly format?: string }
    }
    readonly required?: readonly string[]
  }
  if (properties === undefined || required === undefined) return undefined
  return required.map((name) => {
    const property = properties[name]
    if (property === undefined) throw new TypeError(`expected a schema of the column "${name}", got none.`)
    const { type, format } = property
    const types = [type].flat()
    const moment = format === formats.date ? 'date' : format === formats.datetime ? 'datetime' : undefined
    return { name, type: moment ?? (types[0] as InputColumn['type']), optional: types.includes('null') }
  })
}

/** Problems told of one row; one with thousands of unknown names can have as many. */
const mostProblems = 100

/** Everything that is wrong with a value that is to be a row, each at a JSON Pointer below `path`. */
export function checkTableRow(columns: readonly InputColumn[], value: unknown, path: string): Problem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ path, message: `expected an object with a value for each column, got ${described(value)}.` }]
  }
  const problems: Problem[] = []
  const row = value as Record<string, unknown>
  for (const column of columns) {
    if (!Object.hasOwn(row, column.name)) {
      const hint = column.optional ? '; a missing value is written null' : ''
      problems.push({ path: `${path}/${pointerPart(column.name)}`, message: `is missing${hint}.` })
      continue
    }
    const message = cellProblem(column, row[column.name])
    if (message !== undefined) problems.push({ path: `${path}/${pointerPart(column.name)}`, message })
  }
  const names = Object.keys(row)
  if (names.length > columns.length || problems.length > 0) {
    for (const name of names) {
      if (problems.length >= mostProblems) break
      if (columns.some((column) => column.name === name)) continue
      const known = columns.map((column) => column.name).join(', ')
      problems.push({
        path: `${path}/${pointerPart(name)}`,
        message: `is no column of this model; it has ${known}.`,
      })
    }
  }
  return problems
}

/** The cells of a row in the order of the columns: numbers for what is treated as one, dates included, texts for the rest. */
export function toCells(columns: readonly TableColumn[], row: TableRow): Cell[] {
  return columns.map(({ name, type }) => {
    const value = row[name]
    if (value === null) return type === 'number' || type === 'date' ? Number.NaN : undefined
    return type === 'number' ? Number(value) : type === 'date' ? parseMoment(String(value)) : String(value)
  })
}

const words = {
  number: 'a number',
  integer: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  date: 'a date such as "2025-01-31"',
  datetime: 'a time such as "2025-01-31T06:00:00"',
} as const

function cellProblem({ type, optional }: InputColumn, value: unknown): string | undefined {
  if (value === null && optional) return undefined
  if (fits(type, value)) return undefined
  return `expected ${words[type]}${optional ? ' or null' : ''}, got ${described(value)}.`
}

function fits(type: InputColumn['type'], value: unknown): boolean {
  switch (type) {
    case 'number':
      return Number.isFinite(value)
    case 'integer':
      return Number.isInteger(value)
    case 'date':
      return typeof value === 'string' && /^[\d-]{10}$/.test(value) && !Number.isNaN(parseMoment(value))
    case 'datetime':
      return typeof value === 'string' && !Number.isNaN(parseMoment(value))
    default:
      return typeof value === type
  }
}
