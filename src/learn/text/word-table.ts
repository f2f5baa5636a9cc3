import { grown } from './growing.ts'
import { mix } from './mix.ts'
import { Vocabulary } from './vocabulary.ts'
import { keyOf } from './word-key.ts'
import type { WordScanner } from './word-scanner.ts'

/**
 * Gives each different word a number, 0, 1, 2 … in order of arrival. Words are looked up by their keys, which mostly
 * tell them apart, else by their bytes in a text; no string is made for one that is known. Open addressing.
 */
export class WordTable {
  size = 0
  /** UTF-8 bytes of all the words, one after the other; word i begins at `starts[i]`. */
  #bytes = new Uint8Array(1 << 14)
  #starts = new Int32Array(1 << 11)
  /** In fours: the low and high number of a word's key, its number + 1, nothing; a number of 0 is an empty slot. */
  #slots = new Int32Array(4 << 12)
  /** 32 less the bits of a slot's number. */
  #shift = 20

  /** Looks the scanner's words up: their numbers go to `numbers`, −1 for those that have none. */
  findAll(bytes: Uint8Array, { starts, ends, lows, highs }: WordScanner, count: number, numbers: Int32Array): void {
    const slots = this.#slots
    const shift = this.#shift
    const last = slots.length - 4
    for (let k = 0; k < count; k++) {
      const low = lows[k]!
      const high = highs[k]!
      let at = (mix(low, high) >>> shift) << 2
      let number = slots[at + 2]!
      while (number !== 0) {
        if (slots[at] === low && slots[at + 1] === high) {
          if (high >= 0 || this.#equals(number - 1, bytes, starts[k]!, ends[k]!)) break
        }
        at = (at + 4) & last
        number = slots[at + 2]!
      }
      numbers[k] = number - 1
    }
  }

  /** The number of the word `bytes[start … end)`, or −1 if it has none. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const slots = this.#slots
    const { low, high } = keyOf(bytes, start, end)
    let at = (mix(low, high) >>> this.#shift) << 2
    for (; slots[at + 2] !== 0; at = (at + 4) & (slots.length - 4)) {
      const number = slots[at + 2]! - 1
      if (slots[at] === low && slots[at + 1] === high && this.#equals(number, bytes, start, end)) return number
    }
    return -1
  }

  /** The number of a word, which gets one if it has none. */
  intern(bytes: Uint8Array, start: number, end: number): number {
    const known = this.find(bytes, start, end)
    if (known >= 0) return known
    if (8 * this.size > this.#slots.length) this.#rehash()
    const number = this.size++
    const first = this.#starts[number]!
    const after = first + end - start
    if (after > this.#bytes.length) this.#bytes = grown(this.#bytes, after)
    if (number + 2 > this.#starts.length) this.#starts = grown(this.#starts, number + 2)
    for (let i = start; i < end; i++) this.#bytes[first + i - start] = bytes[i]!
    this.#starts[number + 1] = after
    const { low, high } = keyOf(bytes, start, end)
    this.#place(low, high, number + 1)
    return number
  }

  findWord(word: string): number {
    const bytes = encoder.encode(word)
    return this.find(bytes, 0, bytes.length)
  }

  internWord(word: string): number {
    const bytes = encoder.encode(word)
    return this.intern(bytes, 0, bytes.length)
  }

  /** All the words in order of their numbers. */
  words(): Vocabulary {
    const starts = this.#starts.slice(0, this.size + 1)
    return new Vocabulary(this.#bytes.slice(0, starts[this.size]), starts)
  }

  #equals(number: number, bytes: Uint8Array, start: number, end: number): boolean {
    const first = this.#starts[number]!
    if (this.#starts[number + 1]! - first !== end - start) return false
    for (let i = start; i < end; i++) if (this.#bytes[first + i - start] !== bytes[i]) return false
    return true
  }

  #place(low: number, high: number, entry: number): void {
    const slots = this.#slots
    let at = (mix(low, high) >>> this.#shift) << 2
    while (slots[at + 2] !== 0) at = (at + 4) & (slots.length - 4)
    slots[at] = low
    slots[at + 1] = high
    slots[at + 2] = entry
  }

  #rehash(): void {
    const old = this.#slots
    this.#slots = new Int32Array(2 * old.length)
    this.#shift--
    for (let at = 0; at < old.length; at += 4) {
      if (old[at + 2] !== 0) this.#place(old[at]!, old[at + 1]!, old[at + 2]!)
    }
  }
}

const encoder = new TextEncoder()
