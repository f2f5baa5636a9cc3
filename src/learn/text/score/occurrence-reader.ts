import type { Pausable } from '../../pausable.ts'
import { type KnownLine, singleSymbols, termsAtOnce, visitSymbols } from '../read/known-line.ts'
import { gap } from '../read/symbol-line.ts'
import type { AnalysisSettings } from '../settings.ts'
import { withLine } from '../terms/known-reader.ts'
import { firstNgram, NgramTable } from '../terms/ngram-table.ts'
import type { TermTable } from '../terms/term-table.ts'
import type { Vocabulary } from '../terms/vocabulary.ts'

/**
 * Reads the occurrences of known terms in a text, and at each how often the term has occurred before. Single symbols
 * have numbers from 0, longer n-grams places in an `NgramTable`; some are no terms, and have no column.
 */
export class OccurrenceReader {
  /** The last text's: first `singles` numbers of symbols, then places of n-grams in the table. Reused by the next text. */
  numbers = new Int32Array(1 << 8)
  /** How often each of them has occurred before. */
  before = new Int32Array(1 << 8)
  singles = 0
  /** For each single symbol its column, or −1. */
  readonly columns: Int32Array
  readonly ngrams: NgramTable
  readonly #line: KnownLine
  readonly #min: number
  readonly #max: number
  readonly #bounded: boolean
  /**
   * For each single symbol where counting began for the last text with it, plus its count there; for n-grams, that is
   * in the table. The next text begins above all of them, so that nothing has to be wiped.
   */
  readonly #seen: Int32Array
  #base = 0
  /** The n-gram that begins at each place of the line, made longer round by round. */
  #open = new Int32Array(1 << 8)

  private constructor(settings: AnalysisSettings, line: KnownLine, ngrams: NgramTable, columns: Int32Array) {
    this.#min = settings.ngramRange[0]
    this.#max = settings.ngramRange[1]
    this.#bounded = settings.analyzer === 'char_wb'
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
        const column = singles[number]!
        line.set(text, offsets[column]!, offsets[column + 1]!, number)
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
          path[depth] = depth === 0 ? symbol : ngrams.add(path[depth - 1]!, symbol, column)
        })
      }
      return new OccurrenceReader(settings, line, ngrams, Int32Array.from(columns))
    })
  }

  /** Reads a text and returns how many occurrences it has. */
  read(text: string): number {
    const length = this.#line.read(text)
    this.#makeRoom(length)
    this.singles = this.#readSingles(length)
    const count = this.#max === 1 ? this.singles : this.#readLonger(length, this.singles)
    this.#base += length
    return count
  }

  #makeRoom(length: number): void {
    const most = length * (this.#max - this.#min + 1)
    if (most > this.numbers.length) {
      this.numbers = new Int32Array(2 * most)
      this.before = new Int32Array(2 * most)
    }
    if (length > this.#open.length) {
      this.#open = new Int32Array(2 * length)
    }
    if (this.#base + 2 * length > lastBase) this.#forget()
  }

  /** Begins counting anew, before `seen` overflows. */
  #forget(): void {
    this.#seen.fill(0)
    const { slots } = this.ngrams
    for (let at = 4; at < slots.length; at += 5) slots[at] = 0
    this.#base = 0
  }

  #readSingles(length: number): number {
    const { numbers, before } = this
    const { line } = this.#line
    const seen = this.#seen
    const base = this.#base
    let count = 0
    for (let i = 0; i < length; i++) {
      const number = line[i]!
      if (number < 0) continue
      const times = Math.max(seen[number]! - base, 0)
      seen[number] = base + times + 1
      numbers[count] = number
      before[count++] = times
    }
    return this.#min === 1 ? count : 0
  }

  #readLonger(length: number, count: number): number {
    const { numbers, before } = this
    const { line } = this.#line
    const { slots } = this.ngrams
    const open = this.#open
    const base = this.#base
    for (let n = 2; n <= this.#max && n <= length; n++) {
      const places = length - n + 1
      this.ngrams.getAll(n === 2 ? line : open, line, n - 1, places, open)
      if (n < this.#min) continue
      for (let i = 0; i < places; i++) {
        if (open[i]! < 0) continue
        const at = open[i]! - firstNgram
        const times = Math.max(slots[at + 4]! - base, 0)
        slots[at + 4] = base + times + 1
        numbers[count] = at
        before[count++] = times
      }
    }
    return this.#bounded && this.#min > 3 ? this.#readShortWords(length, count) : count
  }

  /** A word that is shorter than the shortest n-gram, with the blanks on both sides of it, counts once, whole. */
  #readShortWords(length: number, count: number): number {
    const { line } = this.#line
    const { slots } = this.ngrams
    for (let start = 0, end = 0; start < length; start = end + 1) {
      end = line.indexOf(gap, start)
      if (end < 0 || end > length) end = length
      if (end - start >= this.#min) continue
      let number = line[start]!
      for (let i = start + 1; i < end && number >= 0; i++) number = this.ngrams.get(number, line[i]!)
      if (number < 0) continue
      const at = number - firstNgram
      const times = Math.max(slots[at + 4]! - this.#base, 0)
      slots[at + 4] = this.#base + times + 1
      this.numbers[count] = at
      this.before[count++] = times
    }
    return count
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
  const heapOf = (column: number) => Math.min(Math.round(idf[column]! * 64), heaps - 1)
  const ends = new Int32Array(heaps + 1)
  for (let i = 0; i < columns.length; i++) ends[heapOf(columns[i]!) + 1]!++
  for (let h = 1; h <= heaps; h++) ends[h]! += ends[h - 1]!
  const sorted = new Int32Array(columns.length)
  for (let i = 0; i < columns.length; i++) sorted[ends[heapOf(columns[i]!)]!++] = columns[i]!
  return sorted
}

/** Enough for an idf of 32, that of a word in one of e³¹ texts. */
const heaps = 2 ** 11
