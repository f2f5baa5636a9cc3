import { grown } from './growing.ts'
import { NgramTrie } from './ngram-trie.ts'
import type { AnalysisSettings } from './settings.ts'
import { gap, type KnownWords, type SymbolLine } from './symbol-line.ts'
import type { LearningReader } from './term-reader.ts'
import { spellingOrder } from './trie-order.ts'
import { Vocabulary } from './vocabulary.ts'

/** Terms that are n-grams of the symbols of a line, numbered by a trie. */
export class NgramTerms implements LearningReader {
  found = new Int32Array(1 << 8)
  readonly #line: SymbolLine
  readonly #trie: NgramTrie
  readonly #min: number
  readonly #max: number
  readonly #bounded: boolean
  #learning = true

  /** @param expected how many terms to make room for. */
  constructor(settings: AnalysisSettings, line: SymbolLine, expected?: number) {
    this.#line = line
    this.#trie = new NgramTrie(expected)
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
    const { line } = this.#line
    let count = 0
    for (let i = 0; i < length; i++) {
      const end = Math.min(i + this.#max, length)
      let number = -1
      let j = i
      for (; j < end; j++) {
        const symbol = line[j]!
        if (symbol < 0) break
        const parent = number
        number = this.#trie.find(parent, symbol)
        if (number < 0) {
          if (!this.#learning) break
          number = this.#trie.add(parent, symbol)
        }
        if (j - i + 1 >= this.#min) this.found[count++] = number
      }
      const stretch = j - i
      if (this.#bounded && stretch > 0 && stretch < this.#min && number >= 0) {
        // A stretch shorter than the shortest n-gram counts once, whole.
        const whole = (i === 0 || line[i - 1] === gap) && (j === length || line[j] === gap)
        if (whole) this.found[count++] = number
      }
    }
    return count
  }

  /** Learns a term by its bytes, as they are, and returns its number. */
  addTerm(bytes: Uint8Array, start: number, end: number): number {
    const length = this.#line.readTerm(bytes, start, end)
    let number = -1
    for (let i = 0; i < length; i++) {
      const symbol = this.#line.line[i]!
      const known = this.#trie.find(number, symbol)
      number = known >= 0 ? known : this.#trie.add(number, symbol)
    }
    return number
  }

  /** From here on, only what was learned is read. */
  close(): void {
    this.#learning = false
    this.#line.close()
  }

  sorted(): Int32Array {
    return spellingOrder(this.#trie, this.#line.ranks())
  }

  spell(numbers: Int32Array): Vocabulary {
    const speller = this.#line.speller()
    const offsets = new Int32Array(numbers.length + 1)
    let bytes = new Uint8Array(16 * numbers.length)
    let end = 0
    for (let i = 0; i < numbers.length; i++) {
      const symbols = this.#trie.symbolsOf(numbers[i]!)
      for (let s = 0; s < symbols.length; s++) {
        const size = speller.sizeOf(symbols[s]!)
        if (end + size + 1 > bytes.length) bytes = grown(bytes, end + size + 1)
        if (speller.spaced && s > 0) bytes[end++] = blank
        speller.write(symbols[s]!, bytes, end)
        end += size
      }
      offsets[i + 1] = end
    }
    return new Vocabulary(bytes.slice(0, end), offsets)
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
