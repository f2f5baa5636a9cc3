import { grown } from './growing.ts'
import { mix } from './mix.ts'

/**
 * Gives each different n-gram a number, 0, 1, 2 … in order of arrival. An n-gram is the one before its last symbol,
 * its parent, and that symbol: two whole numbers, compared exactly, with no string in between. Symbols are the numbers
 * of words, or code points.
 */
export class NgramTrie {
  size = 0
  /** Pairs for each number: its parent, −1 for a single symbol, and its last symbol. */
  keys = new Int32Array(2 << 10)
  /** The number + 1 of each symbol alone; 0 is none. */
  #roots = new Int32Array(1 << 8)
  /** Open addressing over the longer ones, in threes: parent, symbol, number + 1; 0 there is an empty slot. */
  #slots: Int32Array
  /** 32 less the bits of a slot's number. */
  #shift: number
  #placed = 0
  /** What `touch` read: kept, or the reading would be optimised away. */
  touched = 0
  readonly #symbols: number[] = []

  /** @param expected how many n-grams to make room for. */
  constructor(expected = 1 << 12) {
    const bits = Math.ceil(Math.log2(1.5 * expected + 2))
    this.#slots = new Int32Array(3 * 2 ** bits)
    this.#shift = 32 - bits
  }

  /** The number of a symbol alone, or −1 if it has none. */
  root(symbol: number): number {
    return symbol < this.#roots.length ? this.#roots[symbol]! - 1 : -1
  }

  /** The number of `parent` followed by `symbol`, or −1 if it has none. */
  find(parent: number, symbol: number): number {
    const slots = this.#slots
    let at = 3 * (mix(parent, symbol) >>> this.#shift)
    for (;;) {
      const number = slots[at + 2]!
      if (number === 0 || (slots[at] === parent && slots[at + 1] === symbol)) return number - 1
      at += 3
      if (at === slots.length) at = 0
    }
  }

  /**
   * Reads the places where the next look-ups begin, for parents[i] and symbols[i + shift], i < count, so that the
   * waits for memory overlap: in a large table they take most of the time.
   */
  touch(parents: Int32Array, symbols: Int32Array, ahead: number, count: number): void {
    const slots = this.#slots
    const shift = this.#shift
    let all = 0
    for (let i = 0; i < count; i++) all |= slots[3 * (mix(parents[i]!, symbols[i + ahead]!) >>> shift)]!
    this.touched = all
  }

  /** Gives a number to an n-gram that has none yet; a parent of −1 is the empty one. */
  add(parent: number, symbol: number): number {
    const node = this.size++
    if (2 * this.size > this.keys.length) this.keys = grown(this.keys, 2 * this.size)
    this.keys[2 * node] = parent
    this.keys[2 * node + 1] = symbol
    if (parent < 0) {
      if (symbol >= this.#roots.length) this.#roots = grown(this.#roots, symbol + 1)
      this.#roots[symbol] = node + 1
    } else {
      if (4 * ++this.#placed > this.#slots.length) this.#rehash()
      this.#place(parent, symbol, node + 1)
    }
    return node
  }

  /** The symbols of an n-gram, first to last; valid until the next call. */
  symbolsOf(node: number): readonly number[] {
    const symbols = this.#symbols
    symbols.length = 0
    for (; node >= 0; node = this.keys[2 * node]!) symbols.push(this.keys[2 * node + 1]!)
    return symbols.reverse()
  }

  #place(parent: number, symbol: number, entry: number): void {
    const slots = this.#slots
    let at = 3 * (mix(parent, symbol) >>> this.#shift)
    while (slots[at + 2] !== 0) {
      at += 3
      if (at === slots.length) at = 0
    }
    slots[at] = parent
    slots[at + 1] = symbol
    slots[at + 2] = entry
  }

  #rehash(): void {
    const old = this.#slots
    this.#slots = new Int32Array(2 * old.length)
    this.#shift--
    for (let at = 0; at < old.length; at += 3) {
      if (old[at + 2] !== 0) this.#place(old[at]!, old[at + 1]!, old[at + 2]!)
    }
  }
}
