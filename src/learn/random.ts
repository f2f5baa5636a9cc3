import { SlipwayError } from '../errors.ts'

/**
 * A seeded generator: the same seed gives the same numbers on every machine. Seeds that differ by one give unrelated
 * streams, because the seed is spread over the state by splitmix32 first.
 *
 * Generator: sfc32 (Doty-Humphrey, PractRand): 128 bits of state, period at least 2³², passes BigCrush.
 * Seeding: splitmix32 (Steele, Lea & Flood 2014, with the 32-bit finaliser of MurmurHash3).
 */
export class Random {
  #a = 0
  #b = 0
  #c = 0
  #counter = 1

  /**
   * @param seed a whole number from 0 to 2⁵³ − 1
   * @param stream tells apart generators of one seed, such as the trees of a forest; a whole number, 0 or more. @default 0
   * @throws INVALID_OPTION for another seed or stream.
   */
  constructor(seed: number, stream = 0) {
    checkSeed('seed', seed)
    checkSeed('stream', stream)
    let state = 0
    for (const word of [seed, Math.floor(seed / 2 ** 32), stream, Math.floor(stream / 2 ** 32)]) {
      state = mix((state + (word >>> 0) + 0x9e3779b9) | 0)
    }
    this.#a = mix((state + 0x9e3779b9) | 0)
    this.#b = mix((state + 0x3c6ef372) | 0)
    this.#c = mix((state + 0xdaa66d2b) | 0)
    // The first outputs still show the seeding; sfc32's author discards 12 or more.
    for (let i = 0; i < 15; i++) this.uint32()
  }

  /** A whole number from 0 to 2³² − 1. */
  uint32(): number {
    const out = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + out
    this.#c |= 0
    return out >>> 0
  }

  /** A number from 0 to just below 1, of 53 random bits. */
  next(): number {
    return ((this.uint32() >>> 5) * 2 ** 26 + (this.uint32() >>> 6)) / 2 ** 53
  }

  /** A whole number from 0 to `bound` − 1, each as likely as the others; `bound` from 1 to 2³². */
  below(bound: number): number {
    let draw = this.uint32()
    // Numbers above the last whole multiple of the bound would favour small results: draw again. Seldom so near the end.
    if (draw > 2 ** 32 - bound) {
      const limit = 2 ** 32 - (2 ** 32 % bound)
      while (draw >= limit) draw = this.uint32()
    }
    // Shifted by 0, the remainder is one of 32-bit numbers, which takes a tenth of the time of one of 64-bit floats.
    return bound === 2 ** 32 ? draw : ((draw >>> 0) % (bound >>> 0)) >>> 0
  }

  /** Shuffles in place, each order as likely as the others (Fisher & Yates), and gives the array back. */
  shuffle<A extends { length: number; [index: number]: unknown }>(values: A): A {
    for (let i = values.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      const held = values[i]
      values[i] = values[j]
      values[j] = held
    }
    return values
  }

  /** The numbers from 0 to `n` − 1 in random order. */
  permutation(n: number): Int32Array {
    const order = new Int32Array(n)
    for (let i = 0; i < n; i++) order[i] = i
    return this.shuffle(order)
  }
}

function mix(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
  return (word ^ (word >>> 16)) | 0
}

function checkSeed(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new SlipwayError(
      'INVALID_OPTION',
      `${name}: expected a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, got ${value}.`,
    )
  }
}
