import { SlipwayError } from '../../errors.ts'
import type { AnalysisSettings, VocabularySettings } from './settings.ts'
import type { TermCounter } from './term-counter.ts'

/**
 * Which terms are kept: those in enough texts but not in too many, and of these the most frequent; of equally frequent
 * ones the first in the alphabet.
 * @param sorted the numbers of all terms, sorted by their spelling, and of what terms begin with.
 * @returns the numbers of the kept terms, sorted by their spelling.
 * @throws INVALID_INPUT when none is left.
 */
export function chooseTerms(
  settings: AnalysisSettings & VocabularySettings,
  texts: number,
  sorted: Int32Array,
  counter: TermCounter,
): Int32Array {
  const { minDf, maxDf, maxFeatures, binary } = settings
  const least = minDf < 1 ? minDf * texts : minDf
  const most = maxDf <= 1 ? maxDf * texts : maxDf
  const room = new Int32Array(sorted.length)
  let found = 0
  let count = 0
  for (let i = 0; i < sorted.length; i++) {
    const documents = counter.documentsWith(sorted[i]!)
    if (documents > 0) found++
    if (documents > 0 && documents >= least && documents <= most) room[count++] = sorted[i]!
  }
  if (count === 0) throw nothingLeft(texts, found, least, most)
  const kept = room.slice(0, count)
  if (kept.length <= maxFeatures) return kept

  const frequency = (number: number) => (binary ? counter.documentsWith(number) : counter.totalOf(number))
  const places = Int32Array.from(kept.keys())
  const byFrequency = places.sort((a, b) => frequency(kept[b]!) - frequency(kept[a]!) || a - b)
  return byFrequency
    .slice(0, maxFeatures)
    .sort()
    .map((place) => kept[place]!)
}

function nothingLeft(texts: number, found: number, least: number, most: number): SlipwayError {
  const said =
    found === 0
      ? `expected texts with words in them, got ${texts} that are empty or hold nothing but stop words and single characters`
      : `none of the ${found} terms is in at least ${least} and at most ${most} of the ${texts} texts; try a lower minDf or a higher maxDf`
  return new SlipwayError('INVALID_INPUT', `CountVectorizer.fit: ${said}.`)
}
