import { mix } from '../read/pair-map.ts'

/** Numbers of n-grams begin here, above those of all single symbols; what is above is the place in the table. */
export const firstNgram = 2 ** 30

/**
 * Known n-grams of two symbols and more, found by what they begin with, their parent, and their last symbol. Both
 * stand together with all that a scorer needs, twenty bytes, so that a look-up waits for memory once. Open addressing;
 * the number of an n-gram is its place in the table, which therefore never grows.
 */
export class NgramTable {
  /**
   * In fives: parent (−1: an empty slot), symbol, column (−1: terms only begin with it) and another one for the
   * owner's weights, and where the owner's counting stands (0 at first).
   */
  readonly slots: Int32Array
  /** The same memory, for weights. */
  readonly weights: Float32Array
  /** 32 less the bits of a slot's place. */
  readonly #shift: number
  /** What was read ahead: kept, or the reading would be optimised away. */
  touched = 0

  /** @param size how many n-grams there will be, those that terms only begin with included. */
  constructor(size: number) {
    const bits = Math.ceil(Math.log2(1.4 * size + 2))
    this.slots = new Int32Array(5 * 2 ** bits)
    for (let at = 0; at < this.slots.length; at += 5) this.slots[at] = -1
    this.weights = new Float32Array(this.slots.buffer)
    this.#shift = 32 - bits
  }

  /** Adds an n-gram that has no number yet, and returns its number. */
  add(parent: number, symbol: number, column: number): number {
    const at = this.#find(parent, symbol)
    this.slots[at] = parent
    this.slots[at + 1] = symbol
    this.slots[at + 2] = column
    return firstNgram + at
  }

  /** The number of `parent` followed by `symbol`, or −1. */
  get(parent: number, symbol: number): number {
    const at = this.#find(parent, symbol)
    return this.slots[at] === -1 ? -1 : firstNgram + at
  }

  /** For each i below `count` the number of parents[i] followed by symbols[i + ahead], or −1; `numbers` may be `parents`. */
  getAll(parents: Int32Array, symbols: Int32Array, ahead: number, count: number, numbers: Int32Array): void {
    const { slots } = this
    const shift = this.#shift
    const end = slots.length
    // Read where the look-ups begin, so that the waits for memory overlap: they take most of the time.
    let all = 0
    for (let i = 0; i < count; i++) all |= slots[5 * (mix(parents[i], symbols[i + ahead]) >>> shift)]
    this.touched = all
    for (let i = 0; i < count; i++) {
      const parent = parents[i]
      const symbol = symbols[i + ahead]
      let at = 5 * (mix(parent, symbol) >>> shift)
      let found = slots[at]
      // A parent of −1 is found in an empty slot.
      while (found !== -1 && (found !== parent || slots[at + 1] !== symbol)) {
        at += 5
        if (at === end) at = 0
        found = slots[at]
      }
      numbers[i] = found === -1 ? -1 : firstNgram + at
    }
  }

  #find(parent: number, symbol: number): number {
    const { slots } = this
    let at = 5 * (mix(parent, symbol) >>> this.#shift)
    while (slots[at] !== -1 && (slots[at] !== parent || slots[at + 1] !== symbol)) {
      at += 5
      if (at === slots.length) at = 0
    }
    return at
  }
}
