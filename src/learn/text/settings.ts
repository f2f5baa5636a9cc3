import type { SettingsOf } from '../estimator/option.ts'
import type { analysisOptions, Stem, vocabularyOptions } from './options.ts'

/** What turns a text into terms, every choice made: kept with the fitted model. */
export interface AnalysisSettings {
  readonly analyzer: 'word' | 'char' | 'char_wb'
  readonly ngramRange: readonly [number, number]
  readonly lowercase: boolean
  readonly stripAccents: 'ascii' | 'unicode' | null
  readonly tokenPattern: string | null
  readonly stopWords: 'english' | 'french' | readonly string[] | null
  readonly stem: Stem | null
  readonly binary: boolean
}

/** Which terms are kept: needed for fitting only. */
export interface VocabularySettings {
  readonly minDf: number
  readonly maxDf: number
  readonly maxFeatures: number
}

/** How counts become weights, every choice made. */
export interface TfidfSettings {
  readonly norm: 'l1' | 'l2' | false
  readonly useIdf: boolean
  readonly smoothIdf: boolean
  readonly sublinearTf: boolean
}

/** How terms become columns without a vocabulary, every choice made. */
export interface HashingSettings extends AnalysisSettings {
  readonly nFeatures: number
  readonly alternateSign: boolean
  readonly norm: 'l1' | 'l2' | false
}

/** The options of an estimator that counts terms, as it holds them. */
export type AnalysisOptions = SettingsOf<typeof analysisOptions>
export type CountOptions = AnalysisOptions & SettingsOf<typeof vocabularyOptions>

/** JSON has null for what is not set, and no infinity. */
export function analysisSettings(options: AnalysisOptions): AnalysisSettings {
  const { analyzer, ngramRange, lowercase, stripAccents, tokenPattern, stopWords, stem, binary } = options
  return {
    analyzer,
    ngramRange,
    lowercase,
    stripAccents: stripAccents ?? null,
    tokenPattern: tokenPattern ?? null,
    stopWords: stopWords ?? null,
    stem: stem ?? null,
    binary,
  }
}

export function countSettings(options: CountOptions): AnalysisSettings & VocabularySettings {
  const { minDf, maxDf, maxFeatures = Number.POSITIVE_INFINITY } = options
  return { ...analysisSettings(options), minDf, maxDf, maxFeatures }
}
