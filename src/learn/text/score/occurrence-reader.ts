import type { Pausable } from '../../pausable.ts'
import { type KnownLine, singleSymbols, termsAtOnce, visitSymbols } from '../read/known-line.ts'
import type { AnalysisSettings } from '../settings.ts'
import { withLine } from '../terms/known-reader.ts'
import { firstNgram, NgramTable } from '../terms/ngram-table.ts'
import { type NgramSink, NgramWalker } from '../terms/ngram-walker.ts'
import type { TermTable } from '../terms/term-table.ts'
import type { Vocabulary } from '../terms/vocabulary.ts'

/**
 * Reads the occurrences of known terms in a text, and at each how often the term has occurred before. Single symbols
 * have numbers from 0, longer n-grams places in an `NgramTable`; some are no terms, and have no column.
 */
export class OccurrenceReader implements NgramSink {
  /** The last text's: first `singles` numbers of symbols, then places of n-grams in the table. Reused by the next text. */
  numbers = new Int32Array(1 << 8)
  /** How often each of them has occurred before. */
  before = new Int32Array(1 << 8)
  singles = 0
  /** For each single symbol its column, or −1. */
  readonly columns: Int32Array
  readonly ngrams: NgramTable
  readonly #line: KnownLine
  readonly #walker: NgramWalker
  #length = 0
  /**
   * For each single symbol where counting began for the last text with it, plus its count there; for n-grams, that is
   * in the table. The next text begins above all of them, so that nothing has to be wiped.
   */
  readonly #seen: Int32Array
  #base = 0

  private constructor(settings: AnalysisSettings, line: KnownLine, ngrams: NgramTable, columns: Int32Array) {
    this.#walker = new NgramWalker(settings)
    this.#line = line
    this.ngrams = ngrams
    this.columns = columns
    this.#seen = new Int32Array(columns.length)
  }

  /** @param idf where given, orders symbols: what occurs often comes first, to stand together in memory. */
  static *building(
    { settings, vocabulary, knownWords }: TermTable,
    idf: Float64Array | null,
  ): Pausable<OccurrenceReader> {
    const max = settings.ngramRange[1]
    const columns: number[] = []
    const { offsets } = vocabulary
    const text = vocabulary.padded()
    return yield* withLine(settings, vocabulary, knownWords, function* (line, onSymbol) {
      const singles = byFrequency(singleSymbols(vocabulary, line, max), idf)
      for (let number = 0; number < singles.length; number++) {
        if (number % termsAtOnce === termsAtOnce - 1) yield
        const column = singles[number]
        line.set(text, offsets[column], offsets[column + 1], number)
        columns.push(column)
      }
      const ngrams = new NgramTable(yield* countLonger(vocabulary, line, columns.length, max))
      if (max > 1 || onSymbol) {
        const path = new Int32Array(max)
        yield* visitSymbols(vocabulary, line, max, (start, stop, depth, column) => {
          let symbol = line.get(text, start, stop)
          if (symbol < 0) {
            symbol = columns.push(-1) - 1
            line.set(text, start, stop, symbol)
          }
          onSymbol?.(symbol)
          path[depth] = depth === 0 ? symbol : ngrams.add(path[depth - 1], symbol, column)
        })
      }
      return new OccurrenceReader(settings, line, ngrams, Int32Array.from(columns))
    })
  }

  /** Reads a text and returns how many occurrences it has. */
  read(text: string): number {
    this.#length = this.#line.read(text)
    const count = this.#walker.walk(this.#line.line, this.#length, this)
    this.#base += this.#length
    return count
  }

  begin(most: number): void {
    if (most > this.numbers.length) {
      this.numbers = new Int32Array(2 * most)
      this.before = new Int32Array(2 * most)
    }
    if (this.#base + 2 * this.#length > lastBase) this.#forget()
    this.singles = 0
  }

  /** Begins counting anew, before `seen` overflows. */
  #forget(): void {
    this.#seen.fill(0)
    const { slots } = this.ngrams
    for (let at = 4; at < slots.length; at += 5) slots[at] = 0
    this.#base = 0
  }

  /** A line's symbols are numbered already. */
  numberSymbols(line: Int32Array): Int32Array {
    return line
  }

  lengthen(numbers: Int32Array, line: Int32Array, ahead: number, count: number, out: Int32Array): void {
    this.ngrams.getAll(numbers, line, ahead, count, out)
  }

  takeSymbols(line: Int32Array, length: number): number {
    const { numbers, before } = this
    const seen = this.#seen
    const base = this.#base
    let count = 0
    for (let i = 0; i < length; i++) {
      const number = line[i]
      if (number < 0) continue
      const times = Math.max(seen[number] - base, 0)
      seen[number] = base + times + 1
      numbers[count] = number
      before[count++] = times
    }
    this.singles = count
    return count
  }

  takeNgrams(open: Int32Array, places: number, taken: number): number {
    const { numbers, before } = this
    const { slots } = this.ngrams
    const base = this.#base
    let count = taken
    for (let i = 0; i < places; i++) {
      if (open[i] < 0) continue
      const at = open[i] - firstNgram
      const times = Math.max(slots[at + 4] - base, 0)
      slots[at + 4] = base + times + 1
      numbers[count] = at
      before[count++] = times
    }
    return count
  }

  numberOf(line: Int32Array, start: number, end: number): number {
    let number = line[start]
    for (let i = start + 1; i < end && number >= 0; i++) number = this.ngrams.get(number, line[i])
    return number
  }
}

/** How many n-grams of two symbols and more there are, those that terms only begin with included. */
function* countLonger(vocabulary: Vocabulary, line: KnownLine, singles: number, max: number): Pausable<number> {
  // What begins a term of two symbols is a symbol.
  if (max <= 2) return vocabulary.size - singles
  let count = 0
  yield* visitSymbols(vocabulary, line, max, (_start, _stop, depth) => {
    if (depth > 0) count++
  })
  return count
}

/** `seen` holds whole numbers of 32 bits. */
const lastBase = 2 ** 31 - 1

/** Sorted by idf in steps of 1/64, by counting, which takes two passes: a server sorts its words before it is warm. */
function byFrequency(columns: Int32Array, idf: Float64Array | null): Int32Array {
  if (idf === null) return columns
  const heapOf = (column: number) => Math.min(Math.round(idf[column] * 64), heaps - 1)
  const ends = new Int32Array(heaps + 1)
  for (let i = 0; i < columns.length; i++) ends[heapOf(columns[i]) + 1]++
  for (let h = 1; h <= heaps; h++) ends[h] += ends[h - 1]
  const sorted = new Int32Array(columns.length)
  for (let i = 0; i < columns.length; i++) sorted[ends[heapOf(columns[i])]++] = columns[i]
  return sorted
}

/** Enough for an idf of 32, that of a word in one of e³¹ texts. */
const heaps = 2 ** 11
