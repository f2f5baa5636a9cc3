import { grown } from '../../growing.ts'
import type { KnownWords, Speller, SymbolLine } from '../read/symbol-line.ts'
import type { AnalysisSettings } from '../settings.ts'
import { NgramTrie } from './ngram-trie.ts'
import { type NgramSink, NgramWalker } from './ngram-walker.ts'
import type { LearningReader } from './term-reader.ts'
import { spellingOrder } from './trie-order.ts'
import { Vocabulary } from './vocabulary.ts'

/** Learns terms that are n-grams of the symbols of a line, numbered by a trie. */
export class NgramTerms implements LearningReader, NgramSink {
  found = new Int32Array(1 << 8)
  readonly #line: SymbolLine
  readonly #trie = new NgramTrie()
  readonly #walker: NgramWalker

  constructor(settings: AnalysisSettings, line: SymbolLine) {
    this.#line = line
    this.#walker = new NgramWalker(settings)
  }

  get size(): number {
    return this.#trie.size
  }

  read(text: string): number {
    const length = this.#line.read(text)
    return this.#walker.walk(this.#line.line, length, this)
  }

  begin(most: number): void {
    if (most > this.found.length) this.found = new Int32Array(2 * most)
  }

  numberSymbols(line: Int32Array, count: number, out: Int32Array): Int32Array {
    for (let i = 0; i < count; i++) out[i] = line[i] < 0 ? -1 : this.#trie.intern(-1, line[i])
    return out
  }

  lengthen(numbers: Int32Array, line: Int32Array, ahead: number, count: number, out: Int32Array): void {
    const trie = this.#trie
    trie.longer.touch(numbers, line, ahead, count)
    for (let i = 0; i < count; i++) {
      const symbol = line[i + ahead]
      out[i] = numbers[i] < 0 || symbol < 0 ? -1 : trie.intern(numbers[i], symbol)
    }
  }

  takeSymbols(numbers: Int32Array, count: number, taken: number): number {
    return this.takeNgrams(numbers, count, taken)
  }

  takeNgrams(numbers: Int32Array, count: number, before: number): number {
    const found = this.found
    let taken = before
    for (let i = 0; i < count; i++) {
      found[taken] = numbers[i]
      // One more unless it is −1, without a branch to guess.
      taken += ~numbers[i] >>> 31
    }
    return taken
  }

  numberOf(line: Int32Array, start: number, end: number): number {
    let number = -1
    for (let i = start; i < end; i++) number = this.#trie.intern(number, line[i])
    return number
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
      const size = this.#sizeOf(numbers[i], speller)
      if (end + size > bytes.length) bytes = grown(bytes, end + size)
      end += size
      offsets[i + 1] = end
      let at = end
      // From the last symbol to the first.
      for (let number = numbers[i]; number >= 0; number = keys[2 * number]) {
        if (at < end && speller.spaced) bytes[--at] = blank
        at -= speller.sizeOf(keys[2 * number + 1])
        speller.write(keys[2 * number + 1], bytes, at)
      }
    }
    return new Vocabulary(bytes.slice(0, end), offsets)
  }

  #sizeOf(number: number, { spaced, sizeOf }: Speller): number {
    const { keys } = this.#trie
    let size = spaced ? -1 : 0
    for (; number >= 0; number = keys[2 * number]) size += sizeOf(keys[2 * number + 1]) + (spaced ? 1 : 0)
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
