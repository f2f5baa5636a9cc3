import { resolve } from 'node:path'
import { SlipwayError } from '../errors.ts'
import type { ColumnType, LeftOut, Source, Spelling } from './contract.ts'
import { shownPath } from './files.ts'
import { isGap, isLabelGap } from './gaps.ts'
import { couldBeMoments, guessDayFirst } from './guess-moments.ts'
import type { GuessOptions } from './guess-options.ts'
import { guessNumbers } from './guess-spelling.ts'
import { type GuessedType, guessType, withGaps } from './guess-type.ts'
import { lookAt } from './look-at.ts'
import { type Profile, profileOf, sum, type Texts } from './profile.ts'
import { readTable } from './read-table.ts'
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
  /** What has to be said about it. */
  readonly note?: string
}

export interface GuessedTable {
  /** Reads the file with the guessed columns; its path is absolute. */
  readonly source: Source
  readonly rows: number
  readonly columns: readonly GuessedColumn[]
  /** Columns of the file that cannot be used, each with the reason. */
  readonly unusable: { readonly [column: string]: string }
  /** What was guessed about the file and may be wrong, and what was left out; a sentence each. */
  readonly notes: readonly string[]
}

const countedValues = 10_000
const shownExamples = 5

/**
 * Looks at a file of rows, or a folder of parts, and guesses how it is written and what its columns hold. All rows are
 * looked at, so that what is guessed reads them all.
 *
 * @throws DATA_NOT_FOUND, INVALID_DATA, USAGE where its extension is of no known format
 */
export async function guessColumns(path: string, options: GuessOptions = {}): Promise<GuessedTable> {
  const look = await lookAt(sourceForFile(csv(path, { columns: {} }), path), options)
  const { names, source } = look
  if (names.length === 0) throw new SlipwayError('INVALID_DATA', `${shownPath(resolve(path))} has no columns.`)
  const columns = Object.fromEntries(names.map((name) => [name, 'text?'] as const))
  const { rows, leftOut } = await readTable({ ...source, columns }, { folder: '.' })
  const profiles = names.map((name) => profileOf(name, rows as readonly Texts[]))
  const { spelling, notes } = guessSpelling(profiles, source, options)
  const types = profiles.map((profile) => guessType(profile, spelling, look.measured.has(profile.name)))
  const missing = [
    ...new Set([...spelling.missing, ...types.flatMap(({ gapWords }) => gapWords), ...fakeGaps(profiles, types)]),
  ]
  const guessed = profiles.map((profile, at) =>
    describe(profile, types[at] as GuessedType, { missing, rows: rows.length, format: source.format }),
  )
  const columnTypes = Object.fromEntries(guessed.map(({ name, type }) => [name, type]))
  return {
    source: { ...source, columns: columnTypes, spelling: { ...spelling, missing } },
    rows: rows.length,
    columns: guessed,
    unusable: look.unusable,
    notes: [
      ...look.notes,
      ...notes,
      ...gapNotes(missing, options.missing ?? []),
      ...(leftOut === undefined ? [] : [leftOutNote(leftOut)]),
    ],
  }
}

function leftOutNote({ rows, reasons }: LeftOut): string {
  const count = rows === 1 ? '1 row was' : `${rows.toLocaleString('en-US')} rows were`
  return `${count} left out: ${reasons[0] ?? ''}`
}

function gapNotes(missing: readonly string[], known: readonly string[]): string[] {
  const words = missing.filter((word) => !known.includes(word)).map((word) => JSON.stringify(word))
  return words.length === 0 ? [] : [`Taken for gaps: ${words.join(', ')}.`]
}

function guessSpelling(profiles: readonly Profile[], source: Source, options: GuessOptions) {
  const { notes, ...numbers } = guessNumbers(profiles, source.delimiter, options)
  const dayFirst = options.dayFirst ?? guessDayFirst(profiles.filter(couldBeMoments), shownPath(source.path))
  return { spelling: { ...numbers, missing: options.missing ?? [], dayFirst } satisfies Spelling, notes }
}

/** `nan` and the like among categories are no category: programs write them where there is no value. */
function fakeGaps(profiles: readonly Profile[], types: readonly GuessedType[]): string[] {
  return profiles
    .flatMap(({ counts }, at) =>
      types[at]?.type === 'category' ? [...counts.keys()].filter(isLabelGap).map((word) => word.trim()) : [],
    )
    .filter((word) => word !== '')
}

function describe(
  { name, counts }: Profile,
  { type, note }: GuessedType,
  {
    missing,
    rows,
    format,
  }: { readonly missing: readonly string[]; readonly rows: number; readonly format: Source['format'] },
): GuessedColumn {
  const isMissing = (text: string) =>
    type === 'text'
      ? false
      : missing.includes(text.trim()) || (type === 'category' ? text.trim() === '' : isGap(text) || isInfinite(text))
  const present = [...counts].filter(([text]) => !isMissing(text))
  const gaps = rows - sum(present.map(([, count]) => count))
  const values = present.map(([text]) => (type === 'text' ? text : text.trim()))
  const distinct = Math.min(countedValues, new Set(values).size)
  // An empty cell of a CSV file is a blank text; where JSON or Parquet have none, it is missing.
  const hasGaps = gaps > 0 && !(type === 'text' && format === 'csv')
  return {
    ...{ name, type: withGaps(type, hasGaps), missing: gaps, distinct },
    examples: [...new Set(values)].slice(0, shownExamples),
    ...(note !== undefined && { note }),
  }
}

/** What a number cannot be is a gap of its column. */
function isInfinite(text: string): boolean {
  return /^\s*[+-]?inf(inity)?\s*$/i.test(text) || (/^[\s\d.e+-]+$/i.test(text) && Math.abs(Number(text)) === Infinity)
}
