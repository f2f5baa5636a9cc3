/**
 * Counts how often each number occurs in one short list after the other, in a table small enough to stay in the
 * processor's nearest cache. Entries of older lists count as empty, so that nothing has to be wiped.
 */
export class OccurrenceCounts {
  /** In fours: a number, the list it was last in, its count there, nothing. */
  #slots = new Int32Array(0)
  #mask = 0
  #list = 0

  /** Begins a list of at most `length` numbers. */
  begin(length: number): void {
    if (2 * length > this.#mask || this.#list === lastList) {
      this.#mask = 2 ** Math.ceil(Math.log2(2 * length + 64)) - 1
      this.#slots = new Int32Array(4 * (this.#mask + 1))
      this.#list = 0
    }
    this.#list++
  }

  /** Counts a number, and returns how often it has occurred in this list. */
  add(number: number): number {
    const slots = this.#slots
    const mask = this.#mask
    const list = this.#list
    for (let slot = (Math.imul(number, 0x9e3779b1) >>> 16) & mask; ; slot = (slot + 1) & mask) {
      const at = 4 * slot
      if (slots[at + 1] !== list) {
        slots[at] = number
        slots[at + 1] = list
        slots[at + 2] = 1
        return 1
      }
      if (slots[at] === number) return ++slots[at + 2]!
    }
  }
}

const lastList = 2 ** 31 - 1
