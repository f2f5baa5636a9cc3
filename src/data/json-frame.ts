import { SlipwayError } from '../errors.ts'
import { isRecord } from '../values.ts'
import { listed } from './problems.ts'

/**
 * The rows of a JSON document: an array of objects, or a data frame as pandas writes it (`to_json`, `to_dict`): the
 * orientations `columns` (its default), `index`, `split`, `table`, `values` and `list`; or an array under one name, as
 * web services answer.
 *
 * Keys that are whole numbers come in ascending order out of `JSON.parse`: rows of a shuffled frame come sorted by their
 * index, each with its own cells.
 *
 * @throws INVALID_DATA for any other value
 */
export function rowsOfDocument(document: unknown, file: string): readonly unknown[] {
  if (Array.isArray(document)) return document.every(Array.isArray) ? rowsOfValues(document) : document
  if (isRecord(document)) {
    const rows = rowsOfFrame(document)
    if (rows !== undefined) return rows
  }
  const got = isRecord(document) ? `an object with ${listed(Object.keys(document).slice(0, 8))}` : 'another value'
  const message = `${file}: expected a JSON array of objects, or a data frame as pandas writes one, got ${got}; one object a line is a .jsonl file.`
  throw new SlipwayError('INVALID_DATA', message)
}

type JsonObject = { readonly [key: string]: unknown }

function rowsOfFrame(frame: JsonObject): readonly unknown[] | undefined {
  const { columns, data, schema } = frame
  if (Array.isArray(columns) && Array.isArray(data)) return rowsOfSplit(columns, data)
  if (isRecord(schema) && Array.isArray(data)) return withoutIndex(data, schema)
  const keys = Object.keys(frame)
  const values = Object.values(frame)
  if (values.length === 0) return undefined
  if (values.every(isRecord)) return rowsOfObjects(frame as { readonly [key: string]: JsonObject })
  if (values.every(Array.isArray) && sameLength(values)) {
    return (values[0] ?? []).map((_, i) =>
      fromEntries(
        keys,
        values.map((list) => list[i]),
      ),
    )
  }
  const lists = values.filter((value): value is unknown[] => Array.isArray(value) && value.some(isRecord))
  return lists.length === 1 ? lists[0] : undefined
}

/** Without names for the columns, they are named by their place, as in a CSV file without a header. */
function rowsOfValues(rows: readonly (readonly unknown[])[]): readonly unknown[] {
  const width = Math.max(0, ...rows.map(({ length }) => length))
  const names = Array.from({ length: width }, (_, at) => `column_${at + 1}`)
  return rows.map((cells) => fromEntries(names, cells))
}

function rowsOfSplit(columns: readonly unknown[], data: readonly unknown[]): readonly unknown[] {
  const names = columns.map((name) => (Array.isArray(name) ? name.join('_') : String(name)))
  return data.map((cells) => (Array.isArray(cells) ? fromEntries(names, cells) : cells))
}

/** The orientation `table` has the index among the cells, and its name in the schema. */
function withoutIndex(data: readonly unknown[], { primaryKey }: JsonObject): readonly unknown[] {
  const index = Array.isArray(primaryKey) ? primaryKey.filter((key) => key === 'index') : []
  if (index.length === 0) return data
  return data.map((row) =>
    isRecord(row) ? Object.fromEntries(Object.entries(row).filter(([name]) => !index.includes(name))) : row,
  )
}

/**
 * Columns of cells, or rows of cells? The outer keys are an index where they are whole numbers and the inner ones are
 * not; otherwise they are columns, as pandas writes them unless told otherwise.
 */
function rowsOfObjects(frame: { readonly [key: string]: JsonObject }): readonly unknown[] {
  const isNumber = (key: string) => /^-?\d+$/.test(key)
  const inner = Object.values(frame).flatMap((cells) => Object.keys(cells).slice(0, 50))
  if (Object.keys(frame).every(isNumber) && !inner.every(isNumber)) return Object.values(frame)
  const index = [...new Set(Object.values(frame).flatMap((cells) => Object.keys(cells)))]
  return index.map((key) =>
    fromEntries(
      Object.keys(frame),
      Object.values(frame).map((cells) => cells[key]),
    ),
  )
}

/** `row['__proto__'] = …` would not make a column of that name; entries do. */
function fromEntries(names: readonly string[], cells: readonly unknown[]): object {
  return Object.fromEntries(names.map((name, at) => [name, cells[at]]))
}

function sameLength(lists: readonly (readonly unknown[])[]): boolean {
  return lists.every(({ length }) => length === lists[0]?.length)
}
