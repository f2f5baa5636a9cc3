import { englishStopWords } from './english-stop-words.ts'
import { frenchStopWords } from './french-stop-words.ts'
import type { AnalysisSettings } from './settings.ts'

const lists = { english: englishStopWords, french: frenchStopWords }

/** The words to leave out, as they are after lowercasing and accents. */
export function stopWordSet(stopWords: AnalysisSettings['stopWords']): ReadonlySet<string> {
  if (stopWords === null) return new Set()
  return new Set(typeof stopWords === 'string' ? lists[stopWords].trim().split(/\s+/) : stopWords)
}
