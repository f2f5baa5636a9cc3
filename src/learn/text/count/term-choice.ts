import { SlipwayError } from '../../../errors.ts'
import type { AnalysisSettings, VocabularySettings } from '../settings.ts'

/** How often terms occur in some texts; the terms are sorted by their spelling. */
export interface Tally {
  /** How many texts there are. */
  readonly rows: number
  /** How many different terms were found, those beyond any choice included. */
  readonly found: number
  /** In how many of the texts each term is. */
  readonly documents: Int32Array
  /** How often each term occurs in all of the texts together. */
  readonly totals: Int32Array
}

/**
 * Which terms are kept: those in enough texts but not in too many, and of these the most frequent; of equally frequent
 * ones the first in the alphabet.
 * @returns the indices of the kept terms, ascending
 * @throws INVALID_INPUT when none is left.
 */
export function chooseTerms(settings: AnalysisSettings & VocabularySettings, tally: Tally): Int32Array {
  const { minDf, maxDf, maxFeatures, binary } = settings
  const { rows, documents, totals } = tally
  const least = Math.max(1, minDf < 1 ? minDf * rows : minDf)
  const most = maxDf <= 1 ? maxDf * rows : maxDf
  const room = new Int32Array(documents.length)
  let count = 0
  for (let i = 0; i < documents.length; i++) {
    if (documents[i] >= least && documents[i] <= most) room[count++] = i
  }
  if (count === 0) throw nothingLeft(tally, least, most)
  const kept = room.slice(0, count)
  if (kept.length <= maxFeatures) return kept

  const frequency = binary ? documents : totals
  const places = Int32Array.from(kept.keys())
  const byFrequency = places.sort((a, b) => frequency[kept[b]] - frequency[kept[a]] || a - b)
  return byFrequency
    .slice(0, maxFeatures)
    .sort()
    .map((place) => kept[place])
}

function nothingLeft({ rows, found }: Tally, least: number, most: number): SlipwayError {
  const said =
    found === 0
      ? `expected texts with words in them, got ${rows} that are empty or hold nothing but stop words and single characters`
      : `none of the ${found} terms is in at least ${least} and at most ${most} of the ${rows} texts; try a lower minDf or a higher maxDf`
  return new SlipwayError('INVALID_INPUT', `CountVectorizer.fit: ${said}.`)
}
