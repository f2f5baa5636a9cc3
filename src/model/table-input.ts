import type { Problem } from '../errors.ts'
import type { Json } from '../learn/contract.ts'
import type { Cell, TableColumn } from '../learn/preprocess/cells.ts'
import { describeValue } from './text-input.ts'

/** One row as a table model is asked: a value by column name, null for a missing one. */
export type TableRow = { readonly [column: string]: string | number | boolean | null }

/** A column as a row of an input holds it. */
export interface InputColumn {
  readonly name: string
  readonly type: 'number' | 'integer' | 'string' | 'boolean'
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
        const values = Object.hasOwn(examples, name) ? examples[name] : []
        return [name, { type: optional ? [type, 'null'] : type, ...(values.length > 0 && { examples: values }) }]
      }),
    ),
    required: columns.map(({ name }) => name),
    additionalProperties: false,
  }
}

/** The columns that `tableInputSchema` described; undefined where the schema is of something else. */
export function inputColumns(schema: Json): readonly InputColumn[] | undefined {
  const { properties, required } = schema as {
    readonly properties?: { readonly [name: string]: { readonly type: string | readonly string[] } }
    readonly required?: readonly string[]
  }
  if (properties === undefined || required === undefined) return undefined
  return required.map((name) => {
    const types = [properties[name].type].flat()
    return { name, type: types[0] as InputColumn['type'], optional: types.includes('null') }
  })
}

/** Everything that is wrong with a value that is to be a row, each at a JSON Pointer below `path`. */
export function checkTableRow(columns: readonly InputColumn[], value: unknown, path: string): Problem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ path, message: `expected an object with a value for each column, got ${describeValue(value)}.` }]
  }
  const problems: Problem[] = []
  const row = value as Record<string, unknown>
  for (const column of columns) {
    if (!Object.hasOwn(row, column.name)) {
      const hint = column.optional ? '; a missing value is written null' : ''
      problems.push({ path: `${path}/${pointer(column.name)}`, message: `is missing${hint}.` })
      continue
    }
    const message = cellProblem(column, row[column.name])
    if (message !== undefined) problems.push({ path: `${path}/${pointer(column.name)}`, message })
  }
  const names = Object.keys(row)
  if (names.length > columns.length || problems.length > 0) {
    for (const name of names) {
      if (columns.some((column) => column.name === name)) continue
      const known = columns.map((column) => column.name).join(', ')
      problems.push({
        path: `${path}/${pointer(name)}`,
        message: `is no column of this model; it has ${known}.`,
      })
    }
  }
  return problems
}

/** The cells of a row in the order of the columns: numbers for what is treated as one, texts for the rest. */
export function toCells(columns: readonly TableColumn[], row: TableRow): Cell[] {
  return columns.map(({ name, type }) => {
    const value = row[name]
    if (value === null) return type === 'number' ? Number.NaN : undefined
    return type === 'number' ? Number(value) : String(value)
  })
}

const words = { number: 'a number', integer: 'a whole number', string: 'a text', boolean: 'true or false' } as const

function cellProblem({ type, optional }: InputColumn, value: unknown): string | undefined {
  if (value === null && optional) return undefined
  const fits =
    type === 'number' ? Number.isFinite(value) : type === 'integer' ? Number.isInteger(value) : typeof value === type
  if (fits) return undefined
  return `expected ${words[type]}${optional ? ' or null' : ''}, got ${describeValue(value)}.`
}

/** A name as a part of a JSON Pointer (RFC 6901). */
function pointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
