import { gap } from '../read/symbol-line.ts'
import type { AnalysisSettings } from '../settings.ts'

/** Numbers n-grams and takes those that are in the range. Called once a round, not once an n-gram. */
export interface NgramSink {
  /** A text begins; it has at most `most` n-grams in the range. */
  begin(most: number): void
  /** The numbers of single symbols, the first `count` of `line`; `out` has room for them. Negative: there is none. */
  numberSymbols(line: Int32Array, count: number, out: Int32Array): Int32Array
  /** For each i below `count` the number of the n-gram numbers[i] with line[i + ahead] behind it, to out[i]. */
  lengthen(numbers: Int32Array, line: Int32Array, ahead: number, count: number, out: Int32Array): void
  /** Takes single symbols, those of the first `count` numbers that are terms. Returns how many are `taken` with them. */
  takeSymbols(numbers: Int32Array, count: number, taken: number): number
  /** The same with n-grams of two symbols and more. */
  takeNgrams(numbers: Int32Array, count: number, taken: number): number
  /** The number of one n-gram: the symbols of `line` from `start` to just before `end`. */
  numberOf(line: Int32Array, start: number, end: number): number
}

/** Walks through all n-grams of a line, the shortest first, and hands them to a sink. */
export class NgramWalker {
  readonly #min: number
  readonly #max: number
  readonly #bounded: boolean
  /** The n-gram that begins at each place of the line, made longer round by round. */
  #open = new Int32Array(1 << 8)
  readonly #short = new Int32Array(1)

  constructor({ ngramRange, analyzer }: AnalysisSettings) {
    this.#min = ngramRange[0]
    this.#max = ngramRange[1]
    this.#bounded = analyzer === 'char_wb'
  }

  /** @param length how many symbols the line has. @returns how many n-grams the sink took */
  walk(line: Int32Array, length: number, sink: NgramSink): number {
    sink.begin(length * (this.#max - this.#min + 1))
    if (length > this.#open.length) this.#open = new Int32Array(2 * length)
    const open = this.#open
    let numbers = sink.numberSymbols(line, length, open)
    let taken = this.#min === 1 ? sink.takeSymbols(numbers, length, 0) : 0
    for (let n = 2; n <= this.#max && n <= length; n++) {
      const count = length - n + 1
      sink.lengthen(numbers, line, n - 1, count, open)
      numbers = open
      if (n >= this.#min) taken = sink.takeNgrams(open, count, taken)
    }
    return this.#bounded && this.#min > 3 ? this.#takeShortWords(line, length, sink, taken) : taken
  }

  /** A word that is shorter than the shortest n-gram, with the blanks on both sides of it, counts once, whole. */
  #takeShortWords(line: Int32Array, length: number, sink: NgramSink, before: number): number {
    let taken = before
    for (let start = 0, end = 0; start < length; start = end + 1) {
      end = line.indexOf(gap, start)
      if (end < 0 || end > length) end = length
      if (end - start >= this.#min) continue
      this.#short[0] = sink.numberOf(line, start, end)
      taken = sink.takeNgrams(this.#short, 1, taken)
    }
    return taken
  }
}
