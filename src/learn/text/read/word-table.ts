import { grown } from '../../growing.ts'
import { Vocabulary } from '../terms/vocabulary.ts'
import { encodeWord, type PaddedBytes } from './padded-bytes.ts'
import { PairMap } from './pair-map.ts'
import { keyOf } from './word-key.ts'

/** Gives each different word a number, 0, 1, 2 … in order of arrival. */
export class WordTable {
  size = 0
  /** From the keys of words to their numbers. */
  readonly numbers = new PairMap()
  /** UTF-8 bytes of all the words, one after the other; word i begins at `starts[i]`. */
  #bytes = new Uint8Array(1 << 14)
  #starts = new Int32Array(1 << 11)

  /** The number of the word from `start` to `end`, which gets one if it has none. */
  intern({ bytes, view }: PaddedBytes, start: number, end: number): number {
    const { low, high } = keyOf(view, start, end)
    const known = this.numbers.get(low, high)
    if (known >= 0) return known
    const number = this.size++
    const first = this.#starts[number]
    const after = first + end - start
    if (after > this.#bytes.length) this.#bytes = grown(this.#bytes, after)
    if (number + 2 > this.#starts.length) this.#starts = grown(this.#starts, number + 2)
    for (let i = start; i < end; i++) this.#bytes[first + i - start] = bytes[i]
    this.#starts[number + 1] = after
    this.numbers.set(low, high, number)
    return number
  }

  internWord(word: string): number {
    const encoded = encodeWord(word)
    return this.intern(encoded, 0, encoded.length)
  }

  /** All the words in order of their numbers. */
  words(): Vocabulary {
    const starts = this.#starts.slice(0, this.size + 1)
    return new Vocabulary(this.#bytes.slice(0, starts[this.size]), starts)
  }
}
