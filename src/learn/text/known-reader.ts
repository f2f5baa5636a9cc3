import { KnownCharacterLine } from './known-character-line.ts'
import { KnownPatternTerms } from './known-pattern-terms.ts'
import { KnownTerms } from './known-terms.ts'
import { KnownWordLine } from './known-word-line.ts'
import type { AnalysisSettings } from './settings.ts'
import type { KnownWords } from './symbol-line.ts'
import type { TermReader } from './term-reader.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A reader of the terms of a vocabulary, whose numbers are their places in it; it skips any other. */
export function knownReader(settings: AnalysisSettings, vocabulary: Vocabulary, known: KnownWords | null): TermReader {
  if (settings.tokenPattern !== null) return new KnownPatternTerms(settings, vocabulary)
  if (settings.analyzer !== 'word') return new KnownTerms(settings, vocabulary, new KnownCharacterLine(settings))
  // Most words of n-grams are terms alone, too, or the n-grams outnumber them by far.
  const line = new KnownWordLine(settings, known?.words.size ?? Math.min(vocabulary.size, 1 << 15))
  if (known === null) return new KnownTerms(settings, vocabulary, line)
  const numbers = new Set<number>()
  const reader = new KnownTerms(settings, vocabulary, line, (number) => numbers.add(number))
  const places = Int32Array.from(numbers)
  const { bytes, offsets } = known.words
  for (let i = 0; i < known.words.size; i++) {
    line.setWord(bytes, offsets[i]!, offsets[i + 1]!, places[known.stems[i]!]!)
  }
  return reader
}
