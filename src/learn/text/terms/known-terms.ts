import type { Pausable } from '../../pausable.ts'
import { type KnownLine, singleSymbols, visitSymbols } from '../read/known-line.ts'
import { PairMap } from '../read/pair-map.ts'
import { gap } from '../read/symbol-line.ts'
import type { AnalysisSettings } from '../settings.ts'
import type { TermReader } from './term-reader.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Reads known terms that are n-grams of symbols; their numbers are their columns. */
export class KnownTerms implements TermReader {
  readonly size: number
  found = new Int32Array(1 << 8)
  readonly #line: KnownLine
  /** From the number of an n-gram and that of the symbol behind it to the number of both together. */
  readonly #longer: PairMap
  /** The n-gram that begins at each place of the line, made longer round by round. */
  #open = new Int32Array(1 << 8)
  readonly #min: number
  readonly #max: number
  readonly #bounded: boolean

  private constructor(settings: AnalysisSettings, line: KnownLine, size: number) {
    this.size = size
    this.#line = line
    this.#min = settings.ngramRange[0]
    this.#max = settings.ngramRange[1]
    this.#bounded = settings.analyzer === 'char_wb'
    this.#longer = new PairMap(this.#max === 1 ? 0 : size)
  }

  /** @param onSymbol is told the number of each symbol of each term. */
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
      line.set(text, offsets[singles[i]!]!, offsets[singles[i]! + 1]!, singles[i]!)
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
      if (depth > 0) longer.set(path[depth - 1]!, symbol, path[depth]!)
    })
  }

  read(text: string): number {
    const length = this.#line.read(text)
    const most = length * (this.#max - this.#min + 1)
    if (most > this.found.length) this.found = new Int32Array(2 * most)
    if (length > this.#open.length) this.#open = new Int32Array(2 * length)
    const { line } = this.#line
    let count = this.#min === 1 ? this.#keep(line, length, 0) : 0
    for (let n = 2; n <= this.#max && n <= length; n++) {
      const places = length - n + 1
      this.#longer.getAll(n === 2 ? line : this.#open, line, n - 1, places, this.#open)
      if (n >= this.#min) count = this.#keep(this.#open, places, count)
    }
    return this.#bounded && this.#min > 3 ? this.#readShortWords(length, count) : count
  }

  /** Adds those of the numbers to `found` that are columns. */
  #keep(numbers: Int32Array, length: number, count: number): number {
    const found = this.found
    const size = this.size
    for (let i = 0; i < length; i++) {
      const number = numbers[i]!
      found[count] = number
      // One more if 0 ≤ number < size, without a branch to guess.
      count += ((number - size) & ~number) >>> 31
    }
    return count
  }

  /** A word that is shorter than the shortest n-gram, with the blanks on both sides of it, counts once, whole. */
  #readShortWords(length: number, count: number): number {
    const { line } = this.#line
    for (let start = 0, end = 0; start < length; start = end + 1) {
      end = line.indexOf(gap, start)
      if (end < 0 || end > length) end = length
      if (end - start >= this.#min) continue
      let number = line[start]!
      for (let i = start + 1; i < end; i++) number = this.#longer.get(number, line[i]!)
      if (number >= 0 && number < this.size) this.found[count++] = number
    }
    return count
  }
}
