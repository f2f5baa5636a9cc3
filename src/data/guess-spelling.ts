import type { Spelling } from './contract.ts'
import { isGap, isUsualGap } from './gaps.ts'
import { type Profile, sum, tally } from './profile.ts'
import { parseWrittenNumber } from './written-number.ts'

/** From the commonest to the rarest; of those that fit as many columns, the first is taken. */
const spellings = [
  ['.', ''],
  ['.', ','],
  [',', ''],
  [',', '.'],
  [',', ' '],
  ['.', ' '],
  ['.', "'"],
  [',', "'"],
] as const
type Written = Pick<Spelling, 'decimal' | 'thousands'>

/** Values of a column that the guess looks at. */
const sampledValues = 500

/**
 * How the numbers of a file are written: the spelling that makes numbers of the most columns. `1,234` alone can be two
 * numbers: then a delimiter `;`, as in countries with decimal commas, decides, and it is said.
 */
export function guessNumbers(
  profiles: readonly Profile[],
  delimiter: string,
  known: Partial<Written>,
): Written & { readonly notes: readonly string[] } {
  const samples = profiles.map(({ counts }) =>
    [...counts.keys()].filter((text) => !isGap(text) && !isUsualGap(text)).slice(0, sampledValues),
  )
  const scored = spellings
    .map(([decimal, thousands]) => ({ decimal, thousands }))
    .filter(({ decimal }) => known.decimal === undefined || known.decimal === decimal)
    .filter(({ thousands }) => known.thousands === undefined || known.thousands === thousands)
    .map((written) => ({ written, columns: samples.filter((texts) => areNumbers(texts, written)).length }))
  const most = Math.max(...scored.map(({ columns }) => columns))
  const best = scored.filter(({ columns }) => columns === most).map(({ written }) => written)
  const [first = { decimal: '.', thousands: '' } as const] = best
  const rival = best.find(({ decimal }) => decimal !== first.decimal)
  if (first.thousands !== ',' || rival === undefined) return { ...first, notes: [] }
  const chosen = delimiter === ';' ? rival : first
  const example = samples.flat().find((text) => /\d,\d{3}\D*$/.test(text)) ?? '1,234'
  const value = parseWrittenNumber(example, { ...chosen, missing: [], dayFirst: undefined })?.value
  const note = `"${example}" is read as ${value}; where it is another number, name the decimal sign: --decimal "${chosen === first ? ',' : '.'}".`
  return { ...chosen, notes: [note] }
}

function areNumbers(texts: readonly string[], written: Written): boolean {
  if (texts.length === 0) return false
  const spelling = { ...written, missing: [], dayFirst: undefined }
  return texts.filter((text) => parseWrittenNumber(text, spelling) !== undefined).length >= 0.9 * texts.length
}

/** Words that are gaps in a column of numbers, dates or truth values though they are no usual ones: at most so many. */
const fewWords = 3
const fewCells = 0.05

/**
 * The words in a column whose other cells all fit, where they can be taken for gaps: words that people write for a
 * missing value, or a few that come in few cells. Undefined where the column does not fit.
 */
export function gapWordsIn({ counts }: Profile, fits: (text: string) => boolean): string[] | undefined {
  const { cells, others } = tally(counts, (text) => isGap(text) || fits(text))
  const words = [...others.keys()]
  const [usual, strange] = [words.filter(isUsualGap), words.filter((word) => !isUsualGap(word))]
  const fitting = cells - sum([...counts].map(([text, count]) => (isGap(text) ? count : 0)))
  if (fitting === 0 || fitting < sum(usual.map((word) => others.get(word) ?? 0)) / 9) return undefined
  const strangeCells = sum(strange.map((word) => others.get(word) ?? 0))
  const areFew =
    strange.length <= fewWords && strangeCells <= fewCells * fitting && strange.every((w) => w.length <= 30)
  return areFew ? [...new Set(words.map((word) => word.trim()))] : undefined
}
