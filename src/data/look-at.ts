import type { Source } from './contract.ts'
import { findFiles } from './files.ts'
import type { GuessOptions } from './guess-options.ts'
import { readJson, readJsonLines } from './json.ts'
import { parseJson } from './json-numbers.ts'
import type { RowSink } from './object-rows.ts'
import { readParquet } from './parquet.ts'
import { sniffCsv } from './sniff.ts'

/** How a file is written, and the names of the columns that can be read. */
export interface Look {
  readonly names: readonly string[]
  readonly source: Source
  readonly unusable: { readonly [column: string]: string }
  /** Columns of numbers that are measurements by how they are stored, even where all are whole. */
  readonly measured: ReadonlySet<string>
  readonly notes: readonly string[]
}

const none: ReadonlySet<string> = new Set()

export async function lookAt(source: Source, options: GuessOptions): Promise<Look> {
  const files = await findFiles(source.path, source.format, () => {})
  const part = files.paths[0] ?? source.path
  const common = { ...source, badRows: options.badRows ?? source.badRows }
  if (source.format === 'csv') {
    const known = { ...options, ...(options.names !== undefined && options.header === undefined && { header: false }) }
    const { firstRow, notes, ...dialect } = await sniffCsv(files, part, known)
    return {
      ...namesOf(firstRow, dialect.header, options.names),
      source: { ...common, ...dialect },
      measured: none,
      notes,
    }
  }
  if (source.format === 'excel') {
    const sheet = { ...common, header: options.header ?? options.names === undefined, sheet: options.sheet ?? 1 }
    const { readExcelNames } = await import('./excel.ts')
    const found = namesOf(await readExcelNames(sheet, files, part), sheet.header, options.names)
    return { ...found, source: sheet, measured: none, notes: [] }
  }
  const seen = new NamesSeen()
  if (source.format === 'json') await readJson(source, files, part, seen)
  else if (source.format === 'jsonl') await readJsonLines(source, files, part, seen)
  else await readParquet('all', files, part, seen)
  return { names: seen.names(), source: common, unusable: seen.unusable(), measured: seen.measured, notes: [] }
}

/** The names of a header, trimmed; those that come twice, or are empty, name no column. */
function namesOf(firstRow: readonly string[], header: boolean, given: readonly string[] | undefined) {
  if (!header) return { names: firstRow.map((_, at) => given?.[at] ?? `column_${at + 1}`), unusable: {} }
  const names = firstRow.map((name) => name.trim())
  const twice = [...new Set(names.filter((name, at) => name !== '' && names.indexOf(name) !== at))]
  const unusable = Object.fromEntries(
    twice.map((name) => [name, `${names.filter((other) => other === name).length} columns have this name`]),
  )
  return { names: names.filter((name) => name !== '' && !twice.includes(name)), unusable }
}

/** Collects the names of columns from rows; those that hold lists or objects are left out. */
class NamesSeen implements RowSink {
  readonly #isPlain = new Map<string, boolean>()
  readonly measured = new Set<string>()

  /** JSON has one kind of number; that 181.0 was written with a point shows in its text only. */
  parse = (json: string): unknown =>
    parseJson(json, (key, value, context?: { readonly source?: string }) => {
      if (typeof value === 'number' && /[.e]/i.test(context?.source ?? '')) this.measured.add(key)
      return value
    })

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

  unusable(): Look['unusable'] {
    const nested = [...this.#isPlain].filter(([, isPlain]) => !isPlain)
    return Object.fromEntries(nested.map(([name]) => [name, 'it holds lists or objects']))
  }
}
