import { normalizer } from '../read/normalize.ts'
import type { AnalysisSettings } from '../settings.ts'
import { englishStopWords } from './english.ts'
import { frenchStopWords } from './french.ts'

const lists = { english: englishStopWords, french: frenchStopWords }

/** The words to leave out. Those of a language are normalised as texts are, your own have to be written like that. */
export function stopWordSet(settings: AnalysisSettings): ReadonlySet<string> {
  const { stopWords } = settings
  if (typeof stopWords !== 'string') return new Set(stopWords ?? [])
  return new Set(lists[stopWords].trim().split(/\s+/).map(normalizer(settings)))
}
