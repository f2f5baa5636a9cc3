import { grown } from './growing.ts'
import { mix } from './mix.ts'
import { Vocabulary } from './vocabulary.ts'
import { keyOf, partialKey } from './word-key.ts'

/**
 * Gives each different word a number, 0, 1, 2 … in order of arrival. Words are looked up by their keys, which mostly
 * tell them apart, else by their bytes in a text; no string is made for one that is known. Open addressing.
 */
export class WordTable {
  size = 0
  /** UTF-8 bytes of all the words, one after the other; word i begins at `starts[i]`. */
  #bytes = new Uint8Array(1 << 14)
  #starts = new Int32Array(1 << 11)
  /** In threes: the low and high number of a word's key, and its number + 1; 0 there is an empty slot. */
  #slots = new Int32Array(3 << 12)
  #mask = (1 << 12) - 1

  /** The number of the word `bytes[start … end)`, or −1 if it has none. */
  find(bytes: Uint8Array, start: number, end: number, low: number, high: number): number {
    const slots = this.#slots
    const mask = this.#mask
    for (let slot = mix(low, high) & mask; ; slot = (slot + 1) & mask) {
      const at = 3 * slot
      const number = slots[at + 2]!
      if (number === 0) return -1
      if (slots[at] !== low || slots[at + 1] !== high) continue
      if (high < partialKey || this.#equals(number - 1, bytes, start, end)) return number - 1
    }
  }

  /** The number of a word that has none yet. */
  add(bytes: Uint8Array, start: number, end: number, low: number, high: number): number {
    if (2 * this.size > this.#mask) this.#rehash()
    const number = this.size++
    const first = this.#starts[number]!
    const after = first + end - start
    if (after > this.#bytes.length) this.#bytes = grown(this.#bytes, after)
    if (number + 2 > this.#starts.length) this.#starts = grown(this.#starts, number + 2)
    for (let i = start; i < end; i++) this.#bytes[first + i - start] = bytes[i]!
    this.#starts[number + 1] = after
    this.#place(low, high, number + 1)
    return number
  }

  /** The number of a word as a string, or −1 if it has none. */
  findWord(word: string): number {
    const bytes = encoder.encode(word)
    const { low, high } = keyOf(bytes, 0, bytes.length)
    return this.find(bytes, 0, bytes.length, low, high)
  }

  /** The number of a word by its bytes, which gets one if it has none. */
  intern(bytes: Uint8Array, start: number, end: number): number {
    const { low, high } = keyOf(bytes, start, end)
    const known = this.find(bytes, start, end, low, high)
    return known >= 0 ? known : this.add(bytes, start, end, low, high)
  }

  /** The number of a word as a string, which gets one if it has none. */
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
    const mask = this.#mask
    let slot = mix(low, high) & mask
    while (slots[3 * slot + 2] !== 0) slot = (slot + 1) & mask
    slots[3 * slot] = low
    slots[3 * slot + 1] = high
    slots[3 * slot + 2] = entry
  }

  #rehash(): void {
    const old = this.#slots
    this.#slots = new Int32Array(2 * old.length)
    this.#mask = 2 * this.#mask + 1
    for (let at = 0; at < old.length; at += 3) {
      if (old[at + 2] !== 0) this.#place(old[at]!, old[at + 1]!, old[at + 2]!)
    }
  }
}

const encoder = new TextEncoder()
