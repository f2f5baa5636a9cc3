import { grown } from './growing.ts'
import { Vocabulary } from './vocabulary.ts'

/**
 * Gives each different word a number, 0, 1, 2 … in order of arrival. Words are looked up by their bytes in a text, so
 * that no string is made for one that is known: open addressing on a hash, then byte by byte.
 */
export class WordTable {
  size = 0
  /** UTF-8 bytes of all the words, one after the other; word i begins at `starts[i]`. */
  #bytes = new Uint8Array(1 << 14)
  #starts = new Int32Array(1 << 11)
  /** Pairs: the hash of a word, and its number + 1; 0 is an empty slot. */
  #slots = new Int32Array(2 << 12)

  /** The number of the word `bytes[start … end)`, or −1 if it has none. */
  find(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const slots = this.#slots
    const mask = (slots.length >> 1) - 1
    for (let slot = spread(hash) & mask; slots[2 * slot + 1] !== 0; slot = (slot + 1) & mask) {
      if (slots[2 * slot] !== hash) continue
      const number = slots[2 * slot + 1]! - 1
      if (this.#equals(number, bytes, start, end)) return number
    }
    return -1
  }

  /** The number of a word that has none yet. */
  add(bytes: Uint8Array, start: number, end: number, hash: number): number {
    if (4 * this.size >= this.#slots.length) this.#rehash()
    const number = this.size++
    const first = this.#starts[number]!
    const after = first + end - start
    if (after > this.#bytes.length) this.#bytes = grown(this.#bytes, after)
    if (number + 2 > this.#starts.length) this.#starts = grown(this.#starts, number + 2)
    for (let i = start; i < end; i++) this.#bytes[first + i - start] = bytes[i]!
    this.#starts[number + 1] = after
    this.#place(hash, number)
    return number
  }

  /** The number of a word as a string, or −1 if it has none. */
  findWord(word: string): number {
    const bytes = encoder.encode(word)
    return this.find(bytes, 0, bytes.length, hashOf(bytes))
  }

  /** The number of a word as a string, which gets one if it has none. */
  intern(word: string): number {
    const bytes = encoder.encode(word)
    const hash = hashOf(bytes)
    const known = this.find(bytes, 0, bytes.length, hash)
    return known >= 0 ? known : this.add(bytes, 0, bytes.length, hash)
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

  #place(hash: number, number: number): void {
    const slots = this.#slots
    const mask = (slots.length >> 1) - 1
    let slot = spread(hash) & mask
    while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask
    slots[2 * slot] = hash
    slots[2 * slot + 1] = number + 1
  }

  #rehash(): void {
    const old = this.#slots
    this.#slots = new Int32Array(2 * old.length)
    for (let at = 0; at < old.length; at += 2) if (old[at + 1] !== 0) this.#place(old[at]!, old[at + 1]! - 1)
  }
}

const encoder = new TextEncoder()

export const hashSeed = 0x811c9dc5 | 0

/** One step of the rolling hash (FNV-1a). */
export function hashStep(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193)
}

function hashOf(bytes: Uint8Array): number {
  let hash = hashSeed
  for (let i = 0; i < bytes.length; i++) hash = hashStep(hash, bytes[i]!)
  return hash
}

/** The low bits choose the slot, and FNV's depend on few: fold the high ones in. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15)
}
