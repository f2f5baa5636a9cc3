import { grown } from '../../growing.ts'
import { gap, type KnownWords, type Speller, type SymbolLine } from '../read/symbol-line.ts'
import type { AnalysisSettings } from '../settings.ts'
import { NgramTrie } from './ngram-trie.ts'
import type { LearningReader } from './term-reader.ts'
import { spellingOrder } from './trie-order.ts'
import { Vocabulary } from './vocabulary.ts'

/** Learns terms that are n-grams of the symbols of a line, numbered by a trie. */
export class NgramTerms implements LearningReader {
  found = new Int32Array(1 << 8)
  /** The n-gram that begins at each place of the line, made longer round by round; −1: there is none. */
  #open = new Int32Array(1 << 8)
  readonly #line: SymbolLine
  readonly #trie = new NgramTrie()
  readonly #min: number
  readonly #max: number
  readonly #bounded: boolean

  constructor(settings: AnalysisSettings, line: SymbolLine) {
    this.#line = line
    this.#min = settings.ngramRange[0]
    this.#max = settings.ngramRange[1]
    this.#bounded = settings.analyzer === 'char_wb'
  }

  get size(): number {
    return this.#trie.size
  }

  read(text: string): number {
    const length = this.#line.read(text)
    const most = length * (this.#max - this.#min + 1)
    if (most > this.found.length) this.found = new Int32Array(2 * most)
    if (length > this.#open.length) this.#open = new Int32Array(2 * length)
    const { line } = this.#line
    const open = this.#open
    const trie = this.#trie
    let count = 0
    for (let i = 0; i < length; i++) {
      open[i] = line[i]! < 0 ? -1 : trie.intern(-1, line[i]!)
      if (this.#min === 1 && open[i]! >= 0) this.found[count++] = open[i]!
    }
    for (let n = 2; n <= this.#max && n <= length; n++) {
      trie.longer.touch(open, line, n - 1, length - n + 1)
      for (let i = 0; i + n <= length; i++) {
        if (open[i]! < 0) continue
        const symbol = line[i + n - 1]!
        open[i] = symbol < 0 ? -1 : trie.intern(open[i]!, symbol)
        if (n >= this.#min && open[i]! >= 0) this.found[count++] = open[i]!
      }
    }
    return this.#bounded && this.#min > 3 ? this.#readShortWords(length, count) : count
  }

  /** A word that is shorter than the shortest n-gram, with the blanks on both sides of it, counts once, whole. */
  #readShortWords(length: number, count: number): number {
    const { line } = this.#line
    for (let start = 0, end = 0; start < length; start = end + 1) {
      end = line.indexOf(gap, start)
      if (end < 0 || end > length) end = length
      if (end - start >= this.#min) continue
      let number = -1
      for (let i = start; i < end; i++) number = this.#trie.intern(number, line[i]!)
      this.found[count++] = number
    }
    return count
  }

  sorted(): Int32Array {
    return spellingOrder(this.#trie, this.#line.ranks())
  }

  spell(numbers: Int32Array): Vocabulary {
    const { keys } = this.#trie
    const speller = this.#line.speller()
    const offsets = new Int32Array(numbers.length + 1)
    let bytes = new Uint8Array(16 * numbers.length)
    let end = 0
    for (let i = 0; i < numbers.length; i++) {
      const size = this.#sizeOf(numbers[i]!, speller)
      if (end + size > bytes.length) bytes = grown(bytes, end + size)
      end += size
      offsets[i + 1] = end
      let at = end
      // From the last symbol to the first.
      for (let number = numbers[i]!; number >= 0; number = keys[2 * number]!) {
        if (at < end && speller.spaced) bytes[--at] = blank
        at -= speller.sizeOf(keys[2 * number + 1]!)
        speller.write(keys[2 * number + 1]!, bytes, at)
      }
    }
    return new Vocabulary(bytes.slice(0, end), offsets)
  }

  #sizeOf(number: number, { spaced, sizeOf }: Speller): number {
    const { keys } = this.#trie
    let size = spaced ? -1 : 0
    for (; number >= 0; number = keys[2 * number]!) size += sizeOf(keys[2 * number + 1]!) + (spaced ? 1 : 0)
    return size
  }

  knownWords(numbers: Int32Array): KnownWords | null {
    return this.#line.knownWords(() => {
      const places = new Map<number, number>()
      for (const number of numbers) {
        for (const symbol of this.#trie.symbolsOf(number)) if (!places.has(symbol)) places.set(symbol, places.size)
      }
      return places
    })
  }
}

const blank = 0x20
