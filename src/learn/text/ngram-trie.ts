import { grown } from './growing.ts'

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
  /** Open addressing over the longer ones: a number + 1; 0 is an empty slot. */
  #slots = new Int32Array(1 << 11)
  #placed = 0
  readonly #symbols: number[] = []

  /** The number of `parent` followed by `symbol`, or −1 if it has none. A parent of −1 is the empty n-gram. */
  find(parent: number, symbol: number): number {
    if (parent < 0) return symbol < this.#roots.length ? this.#roots[symbol]! - 1 : -1
    const slots = this.#slots
    const mask = slots.length - 1
    const keys = this.keys
    for (let slot = mix(parent, symbol) & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const node = slots[slot]! - 1
      if (keys[2 * node] === parent && keys[2 * node + 1] === symbol) return node
    }
    return -1
  }

  /** Gives a number to an n-gram that has none yet. */
  add(parent: number, symbol: number): number {
    const node = this.size++
    if (2 * this.size > this.keys.length) this.keys = grown(this.keys, 2 * this.size)
    this.keys[2 * node] = parent
    this.keys[2 * node + 1] = symbol
    if (parent < 0) {
      if (symbol >= this.#roots.length) this.#roots = grown(this.#roots, symbol + 1)
      this.#roots[symbol] = node + 1
    } else {
      if (2 * ++this.#placed > this.#slots.length) this.#rehash()
      this.#place(node)
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

  #place(node: number): void {
    const slots = this.#slots
    const mask = slots.length - 1
    let slot = mix(this.keys[2 * node]!, this.keys[2 * node + 1]!) & mask
    while (slots[slot] !== 0) slot = (slot + 1) & mask
    slots[slot] = node + 1
  }

  #rehash(): void {
    const old = this.#slots
    this.#slots = new Int32Array(2 * old.length)
    for (const entry of old) if (entry !== 0) this.#place(entry - 1)
  }
}

/** A hash of two numbers, its low bits as good as its high ones. */
function mix(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return h ^ (h >>> 13)
}
