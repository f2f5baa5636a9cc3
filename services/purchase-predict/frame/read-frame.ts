import { SlipwayError } from 'slipway'
import { type OrderedJson, type OrderedObject, parseOrdered } from './ordered-json.ts'

/** Far more columns than a model of visits has. */
const mostColumns = 1000

/** Rows between two pauses. */
const pauseRows = 500

/** A data frame: its columns in order, each with a value a row. */
export interface Frame {
  readonly rows: number
  readonly columns: ReadonlyMap<string, readonly OrderedJson[]>
}

/**
 * Reads what pandas' `to_json` gives, or that as a JSON string, which is what `requests.post(url, json=df.to_json())`
 * sends. Orientations `columns` (the default), `records`, `split`, `tight` and `table`; rows keep their order. Yields now and then.
 *
 * @throws SyntaxError for what is no JSON, BAD_REQUEST for what is no frame
 */
export function* readFrame(text: string): Generator<void, Frame> {
  const sent = yield* parseOrdered(text)
  const value = typeof sent === 'string' ? yield* parseInner(sent) : sent
  if (isList(value)) return yield* fromRecords(value)
  if (!isObject(value)) throw notAFrame(`got ${kindOf(value)}`)
  const { columns, data } = Object.fromEntries(value) as { columns?: OrderedJson; data?: OrderedJson }
  if (isList(columns) && isList(data)) return yield* fromSplit(columns, data)
  if (isObject(value.get('schema')) && isList(data)) return yield* fromRecords(data, indexOf(value.get('schema')))
  return yield* fromColumns(value)
}

function* parseInner(text: string): Generator<void, OrderedJson> {
  try {
    return yield* parseOrdered(text)
  } catch (error) {
    throw new SyntaxError(`in the string that was sent, ${(error as Error).message}`)
  }
}

/** `{"price": {"7": 1.5, "3": 2}, …}`: by column, then by the row's label. */
function* fromColumns(value: OrderedObject): Generator<void, Frame> {
  checkWidth(value.size)
  const columns = new Map<string, OrderedJson[]>()
  let labels: readonly string[] | undefined
  for (const [name, cells] of value) {
    if (!isObject(cells)) throw notAFrame(`the column ${quoted(name)} is ${kindOf(cells)}`)
    labels ??= [...cells.keys()]
    yield
    columns.set(name, inOrder(name, cells, labels))
  }
  return { rows: labels?.length ?? 0, columns }
}

/** The cells of a column in the order of the first one's rows. */
function inOrder(name: string, cells: OrderedObject, labels: readonly string[]): OrderedJson[] {
  const values = [...cells.values()]
  let i = 0
  let isSame = cells.size === labels.length
  for (const label of cells.keys()) {
    if (!isSame) break
    isSame = label === labels[i++]
  }
  if (isSame) return values
  const missing = labels.find((label) => !cells.has(label))
  if (missing === undefined && cells.size === labels.length) return labels.map((label) => cells.get(label)!)
  const what = missing === undefined ? 'rows that the first column has not' : `no row ${quoted(missing)}`
  throw notAFrame(`the column ${quoted(name)} has ${what}`)
}

/** `[{"price": 1.5, …}, …]`: a list of rows. */
function* fromRecords(rows: readonly OrderedJson[], index: ReadonlySet<string> = new Set()): Generator<void, Frame> {
  const columns = new Map<string, OrderedJson[]>()
  for (const [i, row] of rows.entries()) {
    if (i % pauseRows === 0) yield
    if (!isObject(row)) throw notAFrame(`row ${i + 1} is ${kindOf(row)}`)
    checkWidth(row.size)
    if (i === 0) for (const name of row.keys()) if (!index.has(name)) columns.set(name, [])
    for (const [name, cells] of columns) {
      const cell = row.get(name)
      if (cell === undefined) throw notAFrame(`row ${i + 1} has no ${quoted(name)}, the first row has`)
      cells.push(cell)
    }
    const more = row.keys().find((name) => !columns.has(name) && !index.has(name))
    if (more !== undefined) throw notAFrame(`row ${i + 1} has ${quoted(more)}, the first row has not`)
  }
  return { rows: rows.length, columns }
}

/** `{"columns": […], "index": […], "data": [[…], …]}`. */
function* fromSplit(names: readonly OrderedJson[], data: readonly OrderedJson[]): Generator<void, Frame> {
  checkWidth(names.length)
  const columns = new Map<string, OrderedJson[]>()
  for (const name of names) {
    if (typeof name !== 'string') throw notAFrame(`a column's name is ${kindOf(name)}`)
    if (columns.has(name)) throw notAFrame(`the column ${quoted(name)} is there twice`)
    columns.set(name, [])
  }
  const lists = [...columns.values()]
  for (const [i, row] of data.entries()) {
    if (i % pauseRows === 0) yield
    if (!isList(row)) throw notAFrame(`row ${i + 1} is ${kindOf(row)}`)
    if (row.length !== lists.length) throw notAFrame(`row ${i + 1} has ${row.length} cells for ${lists.length} columns`)
    row.forEach((cell, j) => {
      lists[j]!.push(cell)
    })
  }
  return { rows: data.length, columns }
}

function checkWidth(columns: number): void {
  if (columns > mostColumns) throw notAFrame(`it has ${columns} columns, more than ${mostColumns}`)
}

/** The fields of a table's schema that are its index, which is no column. */
function indexOf(schema: OrderedJson | undefined): ReadonlySet<string> {
  const key = isObject(schema) ? schema.get('primaryKey') : undefined
  if (isList(key)) checkWidth(key.length)
  return new Set(isList(key) ? key.filter((name) => typeof name === 'string') : [])
}

/** A name as a message shows it: somebody may send one of a megabyte. */
function quoted(name: OrderedJson): string {
  const text = String(name)
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}

function isList(value: OrderedJson | undefined): value is readonly OrderedJson[] {
  return Array.isArray(value)
}

function isObject(value: OrderedJson | undefined): value is OrderedObject {
  return value instanceof Map
}

function kindOf(value: OrderedJson): string {
  if (value === null) return 'null'
  if (isList(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `the ${typeof value} ${JSON.stringify(value).slice(0, 40)}`
}

function notAFrame(what: string): SlipwayError {
  const message = `expected a data frame as pandas' to_json gives it (orient columns, records, split, tight or table), but ${what}.`
  return new SlipwayError('BAD_REQUEST', `The body: ${message}`, { problems: [{ path: '', message }] })
}
