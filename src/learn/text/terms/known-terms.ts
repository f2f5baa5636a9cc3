import type { Pausable } from '../../pausable.ts'
import { type KnownLine, singleSymbols, visitSymbols } from '../read/known-line.ts'
import { PairMap } from '../read/pair-map.ts'
import type { AnalysisSettings } from '../settings.ts'
import { type NgramSink, NgramWalker } from './ngram-walker.ts'
import type { TermReader } from './term-reader.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Reads known terms that are n-grams of symbols; their numbers are their columns. */
export class KnownTerms implements TermReader, NgramSink {
  readonly size: number
  found = new Int32Array(1 << 8)
  readonly #line: KnownLine
  /** From the number of an n-gram and that of the symbol behind it to the number of both together. */
  readonly #longer: PairMap
  readonly #max: number
  readonly #walker: NgramWalker

  private constructor(settings: AnalysisSettings, line: KnownLine, size: number) {
    this.size = size
    this.#line = line
    this.#max = settings.ngramRange[1]
    this.#walker = new NgramWalker(settings)
    this.#longer = new PairMap(this.#max === 1 ? 0 : size)
  }

  /** @param onSymbol called with the number of each symbol of each term */
  static *building(
    settings: AnalysisSettings,
    vocabulary: Vocabulary,
    line: KnownLine,
    onSymbol?: (number: number) => void,
  ): Pausable<KnownTerms> {
    const terms = new KnownTerms(settings, line, vocabulary.size)
    yield* terms.#number(vocabulary, onSymbol)
    return terms
  }

  /** Numbers the terms, and from `size` on what they begin with or consist of. */
  *#number(vocabulary: Vocabulary, onSymbol?: (number: number) => void): Pausable<void> {
    const { offsets, size } = vocabulary
    const longer = this.#longer
    const line = this.#line
    const text = vocabulary.padded()
    let next = size
    // First the terms of one symbol, as the symbols of longer ones have their numbers.
    const singles = singleSymbols(vocabulary, line, this.#max)
    for (let i = 0; i < singles.length; i++) {
      line.set(text, offsets[singles[i]], offsets[singles[i] + 1], singles[i])
    }
    if (this.#max === 1 && !onSymbol) return
    const path = new Int32Array(this.#max)
    yield* visitSymbols(vocabulary, line, this.#max, (start, stop, depth, column) => {
      let symbol = line.get(text, start, stop)
      if (symbol < 0) {
        symbol = next++
        line.set(text, start, stop, symbol)
      }
      onSymbol?.(symbol)
      path[depth] = depth === 0 ? symbol : column < 0 ? next++ : column
      if (depth > 0) longer.set(path[depth - 1], symbol, path[depth])
    })
  }

  read(text: string): number {
    const length = this.#line.read(text)
    return this.#walker.walk(this.#line.line, length, this)
  }

  begin(most: number): void {
    if (most > this.found.length) this.found = new Int32Array(2 * most)
  }

  /** A line's symbols are numbered already. */
  numberSymbols(line: Int32Array): Int32Array {
    return line
  }

  lengthen(numbers: Int32Array, line: Int32Array, ahead: number, count: number, out: Int32Array): void {
    this.#longer.getAll(numbers, line, ahead, count, out)
  }

  takeSymbols(numbers: Int32Array, count: number, taken: number): number {
    return this.takeNgrams(numbers, count, taken)
  }

  /** Adds those of the numbers to `found` that are columns. */
  takeNgrams(numbers: Int32Array, count: number, before: number): number {
    const found = this.found
    const size = this.size
    let taken = before
    for (let i = 0; i < count; i++) {
      const number = numbers[i]
      found[taken] = number
      // One more if 0 ≤ number < size, without a branch to guess.
      taken += ((number - size) & ~number) >>> 31
    }
    return taken
  }

  numberOf(line: Int32Array, start: number, end: number): number {
    let number = line[start]
    for (let i = start + 1; i < end; i++) number = this.#longer.get(number, line[i])
    return number
  }
}
