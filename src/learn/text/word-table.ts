import { grown } from './growing.ts'

/**
 * Gives each different word a number, 0, 1, 2 … in order of arrival. Words are looked up by their place in a text,
 * so that no string is made for a word that is known: open addressing on a hash, then character by character.
 */
export class WordTable {
  size = 0
  /** UTF-16 units of all the words, one after the other; word i begins at `starts[i]`. */
  #units = new Uint16Array(1 << 12)
  #starts = new Int32Array(1 << 9)
  /** Pairs: the hash of a word, and its number + 1; 0 is an empty slot. */
  #slots = new Int32Array(2 << 10)

  /** The number of the word `text[start … end)`, or −1 if it has none. */
  find(text: string, start: number, end: number, hash: number): number {
    const slots = this.#slots
    const mask = (slots.length >> 1) - 1
    for (let slot = spread(hash) & mask; slots[2 * slot + 1] !== 0; slot = (slot + 1) & mask) {
      if (slots[2 * slot] === hash && this.#equals(slots[2 * slot + 1]! - 1, text, start, end)) {
        return slots[2 * slot + 1]! - 1
      }
    }
    return -1
  }

  /** The number of a word that has none yet. */
  add(text: string, start: number, end: number, hash: number): number {
    if (4 * this.size >= this.#slots.length) this.#rehash()
    const first = this.#starts[this.size]!
    const after = first + end - start
    if (after > this.#units.length) this.#units = grown(this.#units, after)
    if (this.size + 2 > this.#starts.length) this.#starts = grown(this.#starts, this.size + 2)
    for (let i = start; i < end; i++) this.#units[first + i - start] = text.charCodeAt(i)
    this.#starts[this.size + 1] = after
    this.#place(hash, this.size)
    return this.size++
  }

  /** The number of a whole string, or −1 if it has none. */
  findWord(word: string): number {
    return this.find(word, 0, word.length, hashOf(word))
  }

  /** The number of a whole string, which gets one if it has none. */
  intern(word: string): number {
    const known = this.findWord(word)
    return known >= 0 ? known : this.add(word, 0, word.length, hashOf(word))
  }

  words(): string[] {
    return Array.from({ length: this.size }, (_, number) => this.word(number))
  }

  word(number: number): string {
    const units = this.#units.subarray(this.#starts[number]!, this.#starts[number + 1]!)
    // A call with a million arguments overflows the stack.
    return units.length < 100 ? String.fromCharCode(...units) : utf16.decode(units)
  }

  #equals(number: number, text: string, start: number, end: number): boolean {
    const first = this.#starts[number]!
    if (this.#starts[number + 1]! - first !== end - start) return false
    for (let i = start; i < end; i++) if (this.#units[first + i - start] !== text.charCodeAt(i)) return false
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

const utf16 = new TextDecoder('utf-16le', { ignoreBOM: true })

export const hashSeed = 0x811c9dc5 | 0

/** One step of the rolling hash (FNV-1a on UTF-16 units). */
export function hashStep(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193)
}

function hashOf(word: string): number {
  let hash = hashSeed
  for (let i = 0; i < word.length; i++) hash = hashStep(hash, word.charCodeAt(i))
  return hash
}

/** The low bits choose the slot, and FNV's depend on few: fold the high ones in. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15)
}
