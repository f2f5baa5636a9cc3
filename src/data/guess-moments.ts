import { SlipwayError } from '../errors.ts'
import { shown } from '../values.ts'
import { gapWordsIn } from './guess-spelling.ts'
import { inWords } from './moment-cells.ts'
import type { Profile } from './profile.ts'
import { parseEpoch, parseWrittenDate } from './written-date.ts'

/** A column of dates: whether with a time of day, and words in it that are none. */
export interface GuessedMoments {
  readonly type: 'date' | 'datetime'
  readonly gapWords: readonly string[]
}

/** Values that tell whether a column may be dates at all. */
const sampledValues = 50

/** Columns that may hold dates, by a first look. */
export function couldBeMoments({ counts, words }: Profile): boolean {
  if (counts.size === 0 || words > 8) return false
  const sample = [...counts.keys()].slice(0, sampledValues)
  return sample.filter((text) => parseWrittenDate(text, undefined) !== undefined).length > sample.length / 2
}

/**
 * Whether days stand before months in the columns of dates of a file. Undefined where it does not matter.
 * @throws INVALID_DATA where every date can be read both ways
 */
export function guessDayFirst(profiles: readonly Profile[], file: string): boolean | undefined {
  const unsure = profiles.filter((profile) => gapWordsIn(profile, isUnambiguous) === undefined)
  const fits = (profile: Profile, dayFirst: boolean) =>
    gapWordsIn(profile, (text) => parseWrittenDate(text, dayFirst) !== undefined) !== undefined
  for (const dayFirst of [true, false]) {
    if (unsure.some((profile) => fits(profile, dayFirst) && !fits(profile, !dayFirst))) return dayFirst
  }
  for (const { name, counts } of unsure.filter((profile) => fits(profile, true))) {
    for (const text of counts.keys()) {
      const date = parseWrittenDate(text, undefined)
      if (date === undefined || !('dayFirst' in date)) continue
      const readings = `${inWords(date.dayFirst)} or ${inWords(date.monthFirst)}`
      const remedy = 'dayFirst: true or false in a service, --day-first or --month-first with slipway init'
      const message = `${file}, column ${shown(name)}: ${shown(text)} is ${readings}, and no other date of the column tells which; say it with ${remedy}.`
      throw new SlipwayError('INVALID_DATA', message)
    }
  }
  return undefined
}

function isUnambiguous(text: string): boolean {
  const date = parseWrittenDate(text, undefined)
  return date !== undefined && 'date' in date
}

/** A column of dates or times, where it is one. */
export function guessMoments(profile: Profile, dayFirst: boolean | undefined): GuessedMoments | undefined {
  let hasTime = false
  const gapWords = gapWordsIn(profile, (text) => {
    const date = parseWrittenDate(text, dayFirst)
    if (date === undefined || !('date' in date)) return false
    hasTime ||= date.time !== undefined && date.time !== '00:00:00'
    return true
  })
  return gapWords === undefined ? undefined : { type: hasTime ? 'datetime' : 'date', gapWords }
}

const wordsForTimes =
  /(^|[_\s.-])(time|timestamp|ts|date|datetime|epoch|unix|when|at|on|day|created|updated|modified)$/i

/** Whole numbers that are times by their name and their size: seconds or milliseconds since 1970, or 20250131. */
export function guessCountedMoments({ name, counts }: Profile): 'date' | 'datetime' | undefined {
  if (!wordsForTimes.test(name.replaceAll(/([a-z])([A-Z])/g, '$1_$2'))) return undefined
  const texts = [...counts.keys()].filter((text) => /^\s*\d+\s*$/.test(text))
  if (texts.length === 0) return undefined
  if (texts.every((text) => text.trim().length === 8 && parseWrittenDate(text, undefined) !== undefined)) return 'date'
  const isEpoch = (text: string) => /^\d{9,10}$|^\d{12,13}$/.test(text.trim()) && parseEpoch(Number(text)) !== undefined
  return texts.every(isEpoch) ? 'datetime' : undefined
}
