import { grown } from '../../growing.ts'
import { PairMap } from '../read/pair-map.ts'

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
  /** From parent and symbol to the numbers of the longer ones. */
  readonly longer = new PairMap()
  readonly #symbols: number[] = []

  /** The number of `parent` followed by `symbol`, which gets one if it has none. A parent of −1 is the empty n-gram. */
  intern(parent: number, symbol: number): number {
    if (parent >= 0) {
      const known = this.longer.get(parent, symbol)
      if (known >= 0) return known
      this.longer.set(parent, symbol, this.size)
    } else {
      if (symbol >= this.#roots.length) this.#roots = grown(this.#roots, symbol + 1)
      const known = this.#roots[symbol] - 1
      if (known >= 0) return known
      this.#roots[symbol] = this.size + 1
    }
    const number = this.size++
    if (2 * this.size > this.keys.length) this.keys = grown(this.keys, 2 * this.size)
    this.keys[2 * number] = parent
    this.keys[2 * number + 1] = symbol
    return number
  }

  /** The symbols of an n-gram, first to last; valid until the next call. */
  symbolsOf(number: number): readonly number[] {
    const symbols = this.#symbols
    symbols.length = 0
    for (; number >= 0; number = this.keys[2 * number]) symbols.push(this.keys[2 * number + 1])
    return symbols.reverse()
  }
}
