import type { CellType, ColumnType, Spelling } from './contract.ts'
import { isGap } from './gaps.ts'
import { guessCountedMoments, guessMoments } from './guess-moments.ts'
import { gapWordsIn } from './guess-spelling.ts'
import { type Profile, tally } from './profile.ts'
import { parseWrittenNumber } from './written-number.ts'

/** What a column holds by all of its cells, and what has to be said about it. */
export interface GuessedType {
  readonly type: CellType
  /** Words that are gaps in it. */
  readonly gapWords: readonly string[]
  readonly note?: string
}

/**
 * A column is truth values, dates or numbers if all of its cells are, but for gaps; not so numbers that begin with
 * zeros, as codes do, or lie beyond 2^53. It is whole numbers only where each is written as one: 181.0 is a
 * measurement. Other cells are texts where they have four words or more in the mean, or are mostly different from one
 * another; else they are categories.
 */
export function guessType(profile: Profile, spelling: Spelling, isMeasured = false): GuessedType {
  const isTruth = (text: string) => /^\s*(true|false)\s*$/i.test(text)
  const booleans = gapWordsIn(profile, isTruth)
  if (booleans) return { type: 'boolean', gapWords: booleans }
  const numbers = guessNumber(profile, spelling)
  if (numbers) return isMeasured && numbers.type === 'integer' ? { ...numbers, type: 'number' } : numbers
  const moments = guessMoments(profile, spelling.dayFirst)
  if (moments) return moments
  const { counts, present, words } = profile
  const isText = present > 0 && (words >= 4 || counts.size > present / 2 || counts.size >= 10_000)
  return { type: isText ? 'text' : 'category', gapWords: [], ...nearlyNumbers(profile, spelling) }
}

function guessNumber(profile: Profile, spelling: Spelling): GuessedType | undefined {
  const units = new Map<string, number>()
  let [isWhole, hasCodes] = [true, false]
  const gapWords = gapWordsIn(profile, (text) => {
    const written = parseWrittenNumber(text, spelling)
    hasCodes ||= written !== undefined && isCode(text, written.value)
    if (written === undefined || hasCodes) return false
    if (!Number.isFinite(written.value)) return true
    units.set(written.unit, (units.get(written.unit) ?? 0) + 1)
    isWhole &&= /^\s*[+-]?[\d,.\s']*\d\s*$/.test(text) && isWrittenWhole(text, spelling)
    return true
  })
  if (gapWords === undefined || hasCodes) return undefined
  const [unit = ''] = units.keys()
  if (units.size > 1) {
    const signs = [...units.keys()].map((sign) => (sign === '' ? 'no sign' : `"${sign}"`)).join(', ')
    const note = `some of its numbers have ${signs}: write one sign in all of them, or none, and it is a number`
    return { type: 'category', gapWords: [], note }
  }
  const moments = unit === '' && isWhole ? guessCountedMoments(profile) : undefined
  const type = moments ?? (isWhole && unit === '' ? 'integer' : 'number')
  return { type, gapWords, ...(unit !== '' && { note: `numbers in "${unit}", read without it` }) }
}

function isWrittenWhole(text: string, { decimal }: Spelling): boolean {
  return !text.includes(decimal)
}

/** Codes begin with zeros; long ids would lose digits. */
function isCode(text: string, value: number): boolean {
  return /^\s*[+-]?0\d/.test(text) || (/^\s*[+-]?\d+\s*$/.test(text) && !Number.isSafeInteger(value))
}

/** A column that was meant as numbers, but for too many other words, is not passed over in silence. */
function nearlyNumbers({ counts, present }: Profile, spelling: Spelling): { note?: string } {
  const { cells, others } = tally(counts, (text) => parseWrittenNumber(text, spelling) !== undefined)
  if (cells < present / 2 || others.size === 0 || cells === present) return {}
  const words = [...others.keys()].filter((text) => !isGap(text))
  if (words.length === 0) return {}
  const shown = words.slice(0, 3).map((word) => JSON.stringify(word.slice(0, 20)))
  const note = `${Math.round((100 * cells) / present)} % of its cells are numbers, others are ${shown.join(', ')}${words.length > 3 ? ', …' : ''}; if these are gaps, name them with --missing`
  return { note }
}

/** A type with the mark of a column that has gaps. */
export function withGaps(type: CellType, hasGaps: boolean): ColumnType {
  return hasGaps ? `${type}?` : type
}
