import { resolve } from 'node:path'
import { SlipwayError } from '../errors.ts'
import { cellFromText } from './cells.ts'
import type { CellType, ColumnType, Source } from './contract.ts'
import { findFiles, shownPath } from './files.ts'
import { readJson, readJsonLines } from './json.ts'
import type { RowSink } from './object-rows.ts'
import { readParquet } from './parquet.ts'
import { readTable } from './read-table.ts'
import { sniffCsv } from './sniff.ts'
import { csv } from './source.ts'
import { sourceForFile } from './source-for-file.ts'

/** A column of a file that nobody has described yet. */
export interface GuessedColumn {
  readonly name: string
  readonly type: ColumnType
  /** Rows in which it is missing. */
  readonly missing: number
  /** Different values; counted up to 10,000. */
  readonly distinct: number
  /** The first few different values, as they are written. */
  readonly examples: readonly string[]
}

export interface GuessedTable {
  /** Reads the file with the guessed columns; its path is absolute. */
  readonly source: Source
  readonly rows: number
  readonly columns: readonly GuessedColumn[]
}

const countedValues = 10_000
const shownExamples = 5

/**
 * Looks at a file of rows, or a folder of parts, and guesses how it is written and what its columns hold. All rows are
 * looked at, so that what is guessed reads them all.
 *
 * A column is numbers or truth values if all its cells are, but not if they begin with zeros, as codes do, or lie
 * beyond 2^53. Other cells are texts where they have four words or more in the mean, or are mostly different from
 * another; else they are categories.
 *
 * @throws DATA_NOT_FOUND, INVALID_DATA, USAGE where its extension is of no known format
 */
export async function guessColumns(path: string): Promise<GuessedTable> {
  const { names, source } = await lookAt(sourceForFile(csv(path, { columns: {} }), path))
  if (names.length === 0) throw new SlipwayError('INVALID_DATA', `${shownPath(resolve(path))} has no columns.`)
  const columns = Object.fromEntries(names.map((name) => [name, 'text?'] as const))
  const { rows } = await readTable({ ...source, columns }, { folder: '.' })
  const guessed = names.map((name) => guessColumn(name, rows as readonly Texts[], source.format))
  const types = Object.fromEntries(guessed.map(({ name, type }) => [name, type]))
  return { source: { ...source, columns: types }, rows: rows.length, columns: guessed }
}

type Texts = { readonly [name: string]: string | undefined }

/** The names of all columns that can be one, and how the file is written. A column without a name is an index. */
async function lookAt(source: Source): Promise<{ names: readonly string[]; source: Source }> {
  const files = await findFiles(source.path, source.format, () => {})
  const part = files.paths[0]!
  if (source.format === 'csv') {
    const { firstRow, ...dialect } = await sniffCsv(files, part)
    const names = dialect.header ? firstRow.filter((name) => name !== '') : firstRow.map((_, at) => `column_${at + 1}`)
    return { names, source: { ...source, ...dialect } }
  }
  const seen = new NamesSeen()
  if (source.format === 'json') await readJson(source, files, part, seen)
  else if (source.format === 'jsonl') await readJsonLines(source, files, part, seen)
  else await readParquet('all', files, part, seen)
  return { names: seen.names(), source }
}

/** Collects the names of columns from rows; those that hold lists or objects are left out. */
class NamesSeen implements RowSink {
  readonly #isPlain = new Map<string, boolean>()

  add(row: unknown): void {
    for (const [name, value] of Object.entries(row ?? {})) {
      const isPlain = typeof value !== 'object' || value === null || value instanceof Date
      this.#isPlain.set(name, isPlain && this.#isPlain.get(name) !== false)
    }
  }

  /** What is wrong with a row is said when the rows are read. */
  refuse(): void {}

  names(): string[] {
    return [...this.#isPlain].filter(([, isPlain]) => isPlain).map(([name]) => name)
  }
}

function guessColumn(name: string, rows: readonly Texts[], format: Source['format']): GuessedColumn {
  const counts = new Map<string, number>()
  const types = new Set(numberTypes)
  let [present, words] = [0, 0]
  for (const { [name]: text } of rows) {
    if (text === undefined) continue
    present++
    words += text.trim().split(/\s+/).length
    const count = counts.get(text)
    if (count === undefined) for (const type of types) if (!couldBe(type, text)) types.delete(type)
    if (count !== undefined || counts.size < countedValues) counts.set(text, (count ?? 0) + 1)
  }
  const [numberType] = types
  // In a column of numbers, words such as NA are gaps.
  const gaps = numberType ? [...counts.keys()].filter((text) => isGap(numberType, text)) : []
  for (const gap of gaps) {
    present -= counts.get(gap)!
    counts.delete(gap)
  }
  const missing = rows.length - present
  const column = { name, missing, distinct: counts.size, examples: [...counts.keys()].slice(0, shownExamples) }
  if (numberType && present > 0) return { ...column, type: missing > 0 ? `${numberType}?` : numberType }
  const isText = words >= 4 * present || counts.size > present / 2 || counts.size === countedValues
  // An empty cell of a CSV file is a blank text; where JSON or Parquet have none, it is missing.
  if (isText && present > 0) return { ...column, type: missing > 0 && format !== 'csv' ? 'text?' : 'text' }
  return { ...column, type: missing > 0 ? 'category?' : 'category' }
}

/** From the narrowest to the widest. */
const numberTypes = ['boolean', 'integer', 'number'] as const satisfies readonly CellType[]
type NumberType = (typeof numberTypes)[number]

function couldBe(type: NumberType, text: string): boolean {
  const cell = cellFromText({ name: '', type, optional: true }, text)
  if (cell === undefined) return true
  // 0 and 1 alone are more often a count or a class than a truth value.
  if (type === 'boolean') return typeof cell === 'boolean' && !/\d/.test(text)
  if (typeof cell !== 'number') return false
  // Codes begin with zeros; long ids would lose digits.
  return !/^\s*[+-]?0\d/.test(text) && !(/^\s*[+-]?\d+\s*$/.test(text) && !Number.isSafeInteger(cell))
}

function isGap(type: NumberType, text: string): boolean {
  return cellFromText({ name: '', type, optional: true }, text) === undefined
}
