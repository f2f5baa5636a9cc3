import { type Pausable, runThrough } from '../../pausable.ts'
import { KnownCharacterLine } from '../read/known-character-line.ts'
import { type KnownLine, termsAtOnce } from '../read/known-line.ts'
import { KnownWordLine } from '../read/known-word-line.ts'
import type { KnownWords } from '../read/symbol-line.ts'
import type { AnalysisSettings } from '../settings.ts'
import { KnownPatternTerms } from './known-pattern-terms.ts'
import { KnownTerms } from './known-terms.ts'
import type { TermReader } from './term-reader.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A reader of the terms of a vocabulary, whose numbers are their columns; it skips any other. */
export function knownReader(settings: AnalysisSettings, vocabulary: Vocabulary, known: KnownWords | null): TermReader {
  if (settings.tokenPattern !== null) return new KnownPatternTerms(settings, vocabulary)
  const build = (line: KnownLine, onSymbol?: (number: number) => void): Pausable<TermReader> =>
    KnownTerms.building(settings, vocabulary, line, onSymbol)
  return runThrough(withLine(settings, vocabulary, known, build))
}

/**
 * Makes the line that terms are read from, lets `build` number its symbols, and adds the words of training to it.
 * @param build has to call `onSymbol`, if given, with the number of each symbol of each term in their order
 */
export function* withLine<T>(
  settings: AnalysisSettings,
  vocabulary: Vocabulary,
  known: KnownWords | null,
  build: (line: KnownLine, onSymbol?: (number: number) => void) => Pausable<T>,
): Pausable<T> {
  if (settings.analyzer !== 'word') return yield* build(new KnownCharacterLine(settings))
  // N-grams outnumber their words by far.
  const expected = settings.ngramRange[1] === 1 ? vocabulary.size : Math.min(vocabulary.size, 1 << 14)
  const line = new KnownWordLine(settings, known?.words.size ?? expected)
  if (known === null) return yield* build(line)
  const numbers = new Set<number>()
  const built = yield* build(line, (number) => numbers.add(number))
  const places = Int32Array.from(numbers)
  const { offsets } = known.words
  const text = known.words.padded()
  for (let i = 0; i < known.words.size; i++) {
    if (i % termsAtOnce === termsAtOnce - 1) yield
    line.setWord(text, offsets[i], offsets[i + 1], places[known.stems[i]])
  }
  return built
}
