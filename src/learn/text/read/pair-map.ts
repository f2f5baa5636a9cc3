/**
 * A map from two whole numbers of 32 bits to one of 0 or more. Open addressing with linear probing; key and value
 * stand together, twelve bytes, so that a look-up mostly waits for memory once.
 */
export class PairMap {
  #size = 0
  /** In threes: the two numbers of a key, and its value + 1; 0 there is an empty slot. */
  #slots: Int32Array
  /** 32 less the bits of a slot's place. */
  #shift: number
  /** What `touch` read: kept, or the reading would be optimised away. */
  touched = 0

  /** @param expected how many keys to make room for. */
  constructor(expected = 1 << 12) {
    const bits = Math.ceil(Math.log2(1.5 * expected + 2))
    this.#slots = new Int32Array(3 * 2 ** bits)
    this.#shift = 32 - bits
  }

  /** The value of a key, or −1 if it has none. */
  get(a: number, b: number): number {
    return this.#slots[this.#find(a, b) + 2] - 1
  }

  set(a: number, b: number, value: number): void {
    const at = this.#find(a, b)
    const isNew = this.#slots[at + 2] === 0
    this.#slots[at] = a
    this.#slots[at + 1] = b
    this.#slots[at + 2] = value + 1
    // Three quarters full at most: a slot takes three entries.
    if (isNew && 4 * ++this.#size > this.#slots.length) this.#grow()
  }

  /** For each i below `count` the value of the key (a[i], b[i + ahead]), or −1; `values` may be `a`. */
  getAll(a: Int32Array, b: Int32Array, ahead: number, count: number, values: Int32Array): void {
    const slots = this.#slots
    const shift = this.#shift
    const end = slots.length
    if (end > cached) this.touch(a, b, ahead, count)
    for (let i = 0; i < count; i++) {
      const first = a[i]
      const second = b[i + ahead]
      let at = 3 * (mix(first, second) >>> shift)
      let value = slots[at + 2]
      while (value !== 0 && (slots[at] !== first || slots[at + 1] !== second)) {
        at += 3
        if (at === end) at = 0
        value = slots[at + 2]
      }
      values[i] = value - 1
    }
  }

  /**
   * Reads the places where the look-ups of these keys begin, so that the waits for memory overlap: in a large table
   * they take most of the time.
   */
  touch(a: Int32Array, b: Int32Array, ahead: number, count: number): void {
    const slots = this.#slots
    const shift = this.#shift
    let all = 0
    for (let i = 0; i < count; i++) all |= slots[3 * (mix(a[i], b[i + ahead]) >>> shift)]
    this.touched = all
  }

  /** Where a key stands, or would. */
  #find(a: number, b: number): number {
    const slots = this.#slots
    let at = 3 * (mix(a, b) >>> this.#shift)
    while (slots[at + 2] !== 0 && (slots[at] !== a || slots[at + 1] !== b)) {
      at += 3
      if (at === slots.length) at = 0
    }
    return at
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Int32Array(2 * old.length)
    this.#shift--
    for (let from = 0; from < old.length; from += 3) {
      if (old[from + 2] === 0) continue
      const at = this.#find(old[from], old[from + 1])
      this.#slots[at] = old[from]
      this.#slots[at + 1] = old[from + 1]
      this.#slots[at + 2] = old[from + 2]
    }
  }
}

/** Entries that a processor's own cache holds, about: 512 kB. */
const cached = 1 << 17

/** A hash of two numbers, whose high bits are the good ones. */
export function mix(a: number, b: number): number {
  return Math.imul(Math.imul(a, 0x9e3779b1) + b, 0x85ebca77)
}
