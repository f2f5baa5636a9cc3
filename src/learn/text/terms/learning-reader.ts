import { CharacterLine } from '../read/character-line.ts'
import { WordLine } from '../read/word-line.ts'
import type { AnalysisSettings } from '../settings.ts'
import { NgramTerms } from './ngram-terms.ts'
import { PatternTerms } from './pattern-terms.ts'
import type { LearningReader } from './term-reader.ts'

/** A reader that learns the terms of texts. */
export function learningReader(settings: AnalysisSettings): LearningReader {
  if (settings.analyzer !== 'word') return new NgramTerms(settings, new CharacterLine(settings))
  if (settings.tokenPattern !== null) return new PatternTerms(settings)
  return new NgramTerms(settings, new WordLine(settings))
}
