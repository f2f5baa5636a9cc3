import type { KnownWords } from '../read/symbol-line.ts'
import type { AnalysisSettings, TfidfSettings } from '../settings.ts'
import type { Vocabulary } from './vocabulary.ts'

/** The terms that a fitted vectorizer counts, and how it finds them in a text. */
export interface TermTable {
  readonly settings: AnalysisSettings
  /** The terms, sorted by code point: the columns. */
  readonly vocabulary: Vocabulary
  /** Where words are stemmed: those of training, which need no stemming. */
  readonly knownWords: KnownWords | null
  readonly columns: number
}

/** How counts of terms become weights. */
export interface TermWeights {
  readonly settings: TfidfSettings
  /** Inverse document frequency of each column, shape `(columns,)`. */
  readonly idf: Float64Array
}
