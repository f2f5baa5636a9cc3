import { grown } from './growing.ts'
import { mix } from './mix.ts'
import { Vocabulary } from './vocabulary.ts'
import { keyOf } from './word-key.ts'
import { scanned } from './word-scanner.ts'

/**
 * Gives each different word a number, 0, 1, 2 … in order of arrival. Words are looked up by their keys, so that no
 * string is made for one that is known. Open addressing.
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

  /** Looks the first `count` scanned words up: their numbers go to `numbers`, −1 for those that have none. */
  findScanned(count: number, numbers: Int32Array): void {
    const { lows, highs } = scanned
    const slots = this.#slots
    const shift = this.#shift
    const last = slots.length - 4
    for (let k = 0; k < count; k++) {
      const low = lows[k]!
      const high = highs[k]!
      let at = (mix(low, high) >>> shift) << 2
      let number = slots[at + 2]!
      while (number !== 0 && (slots[at] !== low || slots[at + 1] !== high)) {
        at = (at + 4) & last
        number = slots[at + 2]!
      }
      numbers[k] = number - 1
    }
  }

  /** The number of the word `bytes[start … end)`, or −1 if it has none. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const { low, high } = keyOf(bytes, start, end)
    return this.#slots[this.#slotOf(low, high) + 2]! - 1
  }

  /** The number of a word, which gets one if it has none. */
  intern(bytes: Uint8Array, start: number, end: number): number {
    const { low, high } = keyOf(bytes, start, end)
    const known = this.#slots[this.#slotOf(low, high) + 2]!
    if (known !== 0) return known - 1
    if (8 * this.size > this.#slots.length) this.#rehash()
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

  /** Where in `slots` a key is, or where it would go. */
  #slotOf(low: number, high: number): number {
    const slots = this.#slots
    let at = (mix(low, high) >>> this.#shift) << 2
    while (slots[at + 2] !== 0 && (slots[at] !== low || slots[at + 1] !== high)) at = (at + 4) & (slots.length - 4)
    return at
  }

  #place(low: number, high: number, entry: number): void {
    const at = this.#slotOf(low, high)
    this.#slots[at] = low
    this.#slots[at + 1] = high
    this.#slots[at + 2] = entry
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
