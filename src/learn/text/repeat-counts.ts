/**
 * Counts how often each number occurs in one short list after the other, in a table small enough to stay in the
 * processor's nearest cache. Entries of older lists count as empty, so that nothing has to be wiped.
 */
export class RepeatCounts {
  /** In fours: a number, the list it was last in, its count there, nothing. */
  #slots = new Int32Array(0)
  /** 32 less the bits of a slot's place. */
  #shift = 32
  #list = 0

  /** Begins a list of at most `length` numbers. */
  begin(length: number): void {
    if (8 * length >= this.#slots.length || this.#list === lastList) {
      const bits = Math.ceil(Math.log2(2 * length + 64))
      this.#slots = new Int32Array(4 * 2 ** bits)
      this.#shift = 32 - bits
      this.#list = 0
    }
    this.#list++
  }

  /** Counts a number, and returns how often it occurred before in this list. */
  add(number: number): number {
    const at = this.#find(number)
    const slots = this.#slots
    if (slots[at + 1] === this.#list) return slots[at + 2]!++
    slots[at] = number
    slots[at + 1] = this.#list
    slots[at + 2] = 1
    return 0
  }

  /** How often a number has occurred in this list. */
  count(number: number): number {
    const at = this.#find(number)
    return this.#slots[at + 1] === this.#list ? this.#slots[at + 2]! : 0
  }

  #find(number: number): number {
    const slots = this.#slots
    let at = (Math.imul(number, 0x9e3779b1) >>> this.#shift) << 2
    while (slots[at + 1] === this.#list && slots[at] !== number) at = (at + 4) & (slots.length - 4)
    return at
  }
}

const lastList = 2 ** 31 - 1
