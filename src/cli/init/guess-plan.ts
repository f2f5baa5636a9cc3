import type { GuessedColumn, GuessedTable, Row } from '../../data/index.ts'
import { SlipwayError } from '../../errors.ts'
import { didYouMean } from '../../learn/suggest.ts'

/** What a new service is to learn from a table. */
export interface Plan {
  /** The column whose values are predicted: labels, or numbers. */
  readonly label: string
  /** It is a number that is predicted, not one of a few labels. @default false */
  readonly isNumber?: boolean
  /** The column of texts to learn from, and nothing else; absent: the columns of `features` are. */
  readonly text?: string
  readonly features: readonly string[]
  /** Of the features, the text that is there beside other columns: kept where it tells anything. */
  readonly textFeature?: string
  /** Columns that are not learned from, each with the reason. */
  readonly leftOut: { readonly [column: string]: string }
}

export interface PlanOptions {
  readonly label?: string | undefined
  /** A column of numbers to predict. */
  readonly target?: string | undefined
  readonly text?: string | undefined
  /** Learn from columns, even where there are texts. */
  readonly asTable: boolean
}

/** More different values than these are no labels. */
const mostLabels = 30
/** More different numbers than these are no classes, even of a column that was named. */
const mostClasses = 200
/** Names that are hardly anything else, and names that may as well be a feature's. */
const surelyLabels =
  /^(labels?|target|y|sentiment|outcome|response|species|diagnosis|cultivar|digit|survived|purchased|bought|churn(ed)?|spam|fraud|default(ed)?)$/i
const maybeLabels = /^(class|category|type|stars?|ratings?|score|grade|quality|result|status)$/i
/** Names of what is predicted as a number. */
const targetNames =
  /^(target|y|.*(price|cost|amount|revenue|sales|salary|wage|income|demand|consumption|progression|duration|mpg|charges|rent|yield|value).*)$/i
/** Different values from which on numbers are no classes. */
const fewestNumbers = 31
const wordsForIds = /(^|[_\s-])(id|uuid|guid|key|session)$/i

/**
 * What to learn from a table, by what was asked for, and guesses for the rest.
 * @throws USAGE where a column is not there, or no column could be the label
 */
export function guessPlan(table: GuessedTable, options: PlanOptions): Plan {
  const { columns } = table
  checkUsable(table, options)
  checkNamed(columns, options)
  const { label, isNumber } = guessPredicted(table, options)
  if (label === undefined) {
    throw new SlipwayError(
      'USAGE',
      `slipway init: no column looks like a label (2 to ${mostLabels} different values) or a number to predict; name one with --label COLUMN or --target COLUMN.`,
    )
  }
  const task = isNumber ? { isNumber } : {}
  const text = options.text ?? (options.asTable ? undefined : guessText(columns, label))
  if (text === label) throw new SlipwayError('USAGE', `slipway init: "${label}" cannot be both the label and the text.`)
  const others = columns.filter(({ name }) => name !== label && name !== text)
  const usable = others.filter((column) => whyLeftOut(column, table.rows) === undefined).map(({ name }) => name)
  if (text !== undefined && options.text === undefined && usable.length > 0) {
    return { label, ...task, features: [text, ...usable], textFeature: text, leftOut: reasonsFor(others, table.rows) }
  }
  if (text !== undefined) {
    return {
      label,
      isNumber,
      text,
      features: [],
      leftOut: Object.fromEntries(others.map(({ name }) => [name, 'not the text'])),
    }
  }
  const leftOut = reasonsFor(others, table.rows)
  if (usable.length > 0) return { label, ...task, features: usable, leftOut }
  const reasons = Object.entries(leftOut)
  const why = reasons.length > 0 ? `: ${reasons.map(([name, reason]) => `${name} (${reason})`).join(', ')}` : ''
  throw new SlipwayError('USAGE', `slipway init: beside the label "${label}" there is no column to learn from${why}.`)
}

/** Why columns are not learned from, by name. */
function reasonsFor(columns: readonly GuessedColumn[], rows: number): { readonly [column: string]: string } {
  return Object.fromEntries(
    columns.flatMap((column) => {
      const reason = whyLeftOut(column, rows)
      return reason === undefined ? [] : [[column.name, reason]]
    }),
  )
}

/** @throws USAGE where an option names a column that the file has and nobody can read */
function checkUsable({ unusable }: GuessedTable, { label, target, text }: PlanOptions): void {
  for (const name of [label, target, text]) {
    const reason = name !== undefined && Object.hasOwn(unusable, name) ? unusable[name] : undefined
    if (reason === undefined) continue
    throw new SlipwayError('USAGE', `slipway init: "${name}" cannot be used: ${reason}. Change that in the file.`)
  }
}

/** @throws USAGE where an option names a column that is not there */
export function checkNamed(columns: readonly GuessedColumn[], { label, target, text }: PlanOptions): void {
  for (const name of [label, target, text]) if (name !== undefined) checkColumn(columns, name)
}

/** What is predicted: what was asked for, else the likelier of the likeliest label and the likeliest number. */
export function guessPredicted(
  { columns }: Pick<GuessedTable, 'columns'>,
  { label, target }: Pick<PlanOptions, 'label' | 'target'>,
): { readonly label: string | undefined; readonly isNumber: boolean } {
  if (target !== undefined) {
    if (!isNumeric(columns.find(({ name }) => name === target))) {
      throw new SlipwayError(
        'USAGE',
        `slipway init: "${target}" does not hold numbers; predict its values with --label ${target}.`,
      )
    }
    return { label: target, isNumber: true }
  }
  if (label !== undefined) {
    const column = columns.find(({ name }) => name === label)
    return { label, isNumber: isNumeric(column) && (column?.distinct ?? 0) > mostClasses }
  }
  const [name, number] = [labelCandidates(columns)[0], targetCandidates(columns)[0]]
  const weigh = (found: string | undefined, weight: typeof weightOf) => {
    const column = columns.find((one) => one.name === found)
    return column === undefined ? Number.NEGATIVE_INFINITY : weight(column, columns)
  }
  const isNumber = weigh(number, weightOfTarget) > weigh(name, weightOf)
  return { label: isNumber ? number : name, isNumber }
}

/** The columns of numbers that could be what is to be predicted, the likeliest first. */
function targetCandidates(columns: readonly GuessedColumn[]): string[] {
  const fits = columns.filter(
    (column) => isNumeric(column) && column.distinct >= fewestNumbers && !wordsForIds.test(column.name),
  )
  const weights = new Map(fits.map((column) => [column, weightOfTarget(column, columns)]))
  return fits
    .filter((column) => (weights.get(column) ?? 0) > 0)
    .sort((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0))
    .map(({ name }) => name)
}

function isNumeric(column: GuessedColumn | undefined): boolean {
  return column !== undefined && /^(number|integer)\??$/.test(column.type)
}

/** How much speaks for a column as the number to predict: its name, its place, that it has no gaps. */
function weightOfTarget(column: GuessedColumn, columns: readonly GuessedColumn[]): number {
  const { name, missing } = column
  // Beside an x, a y is a place.
  const isPlace = name.toLowerCase() === 'y' && columns.some((other) => other.name.toLowerCase() === 'x')
  const byName = targetNames.test(name) && !isPlace ? 3 : 0
  return byName + (columns.at(-1) === column ? 1.5 : 0) - (missing > 0 ? 1 : 0)
}

/** The columns that could be the label, the likeliest first. */
export function labelCandidates(columns: readonly GuessedColumn[]): string[] {
  const fits = columns.filter(({ type, distinct }) => {
    const kind = type.replace('?', '')
    return distinct >= 2 && distinct <= mostLabels && kind !== 'text' && kind !== 'number'
  })
  const weights = new Map(fits.map((column) => [column, weightOf(column, columns)]))
  return fits.toSorted((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0)).map(({ name }) => name)
}

/**
 * The likeliest label of which every value is in two rows or more; one that is called a label is taken as it is, so that
 * what is wrong with it is said.
 */
export function likeliestLabel({ columns }: GuessedTable, rows: readonly Row[]): string | undefined {
  const candidates = labelCandidates(columns)
  const isNamed = (name: string) => surelyLabels.test(name) || maybeLabels.test(name)
  return candidates.find((name) => isNamed(name) || !hasValueInOneRow(rows, name)) ?? candidates[0]
}

function hasValueInOneRow(rows: readonly Row[], name: string): boolean {
  const values = rows.map((row) => row[name]).filter((value) => value !== undefined && value !== '')
  return [...Map.groupBy(values, String).values()].some(({ length }) => length === 1)
}

/** How much speaks for a column as the label: its name, its place, that it has no gaps and few values. */
function weightOf(column: GuessedColumn, columns: readonly GuessedColumn[]): number {
  const { name, distinct, missing } = column
  const byName = surelyLabels.test(name) ? 3 : maybeLabels.test(name) ? 2 : 0
  // Without a header the label is first as a rule, with one it is last.
  const byPlace = name === 'column_1' || columns.at(-1) === column ? 1.5 : 0
  const byValues = distinct === 2 ? 0.25 : distinct > 10 ? -1 : 0
  return byName + byPlace + byValues - (missing > 0 ? 1 : 0)
}

/** The column of the longest texts, by its examples: of three words or more. */
export function guessText(columns: readonly GuessedColumn[], label: string): string | undefined {
  const texts = columns
    .filter(({ name, type }) => name !== label && type.replace('?', '') === 'text')
    .map(({ name, examples }) => ({ name, words: meanWords(examples) }))
    .filter(({ words }) => words >= 3)
  return texts.toSorted((a, b) => b.words - a.words)[0]?.name
}

function meanWords(examples: readonly string[]): number {
  return examples.reduce((sum, text) => sum + countWords(text), 0) / Math.max(1, examples.length)
}

/** Letters of languages that put no blanks between words: a word is two of them, more or less. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/gu

function countWords(text: string): number {
  const letters = text.match(unspaced)?.length ?? 0
  return text.trim().split(/\s+/).length + Math.max(0, letters - 1) / 2
}

/** Whether texts are in a language whose words are not separated, so that characters are the terms to learn from. */
export function isUnspaced(texts: readonly string[]): boolean {
  const all = texts.join('')
  return (all.match(unspaced)?.length ?? 0) > all.length / 3
}

function whyLeftOut({ name, type, distinct, missing }: GuessedColumn, rows: number): string | undefined {
  const kind = type.replace('?', '')
  if (distinct < 2) return 'it always has the same value'
  if (missing > 0.95 * rows) return 'it is nearly always empty'
  const isMostlyNew = distinct > 0.9 * Math.min(rows - missing, 10_000)
  if (isMostlyNew && wordsForIds.test(name)) return 'an id'
  if (isMostlyNew && (kind === 'text' || kind === 'category') && rows > 20) return 'nearly every row has another value'
  return undefined
}

function checkColumn(columns: readonly GuessedColumn[], name: string): void {
  const names = columns.map((column) => column.name)
  if (names.includes(name)) return
  throw new SlipwayError(
    'USAGE',
    `slipway init: there is no column "${name}".${didYouMean(name, names)} It has ${names.join(', ')}.`,
  )
}
