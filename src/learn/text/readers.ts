import { CharacterLine } from './character-line.ts'
import { NgramTerms } from './ngram-terms.ts'
import { PatternTerms } from './pattern-terms.ts'
import type { AnalysisSettings } from './settings.ts'
import type { KnownWords } from './symbol-line.ts'
import type { LearningReader, TermReader } from './term-reader.ts'
import type { Vocabulary } from './vocabulary.ts'
import { WordLine } from './word-line.ts'

/** A reader that learns the terms of texts. */
export function learningReader(settings: AnalysisSettings): LearningReader {
  if (settings.analyzer !== 'word') return new NgramTerms(settings, new CharacterLine(settings))
  if (settings.tokenPattern !== null) return new PatternTerms(settings)
  return new NgramTerms(settings, new WordLine(settings))
}

/** A reader of known terms, and for each of its numbers the place of the term in the vocabulary, or −1. */
export function knownReader(
  settings: AnalysisSettings,
  vocabulary: Vocabulary,
  known: KnownWords | null,
): { readonly reader: TermReader; readonly columns: Int32Array } {
  if (settings.tokenPattern !== null) {
    const reader = new PatternTerms(settings, vocabulary.words())
    return { reader, columns: Int32Array.from({ length: vocabulary.size }, (_, column) => column) }
  }
  const line = settings.analyzer === 'word' ? new WordLine(settings) : new CharacterLine(settings)
  const reader = new NgramTerms(settings, line, vocabulary.size)
  const { bytes, offsets } = vocabulary
  const numbers = new Int32Array(vocabulary.size)
  for (let i = 0; i < numbers.length; i++) numbers[i] = reader.addTerm(bytes, offsets[i]!, offsets[i + 1]!)
  if (known && line instanceof WordLine) line.learnWords(known)
  reader.close()
  const columns = new Int32Array(reader.size).fill(-1)
  numbers.forEach((number, column) => {
    columns[number] = column
  })
  return { reader, columns }
}
