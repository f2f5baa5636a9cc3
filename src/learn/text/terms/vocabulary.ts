import type { Tensor } from '../../contract.ts'
import { decodeWord, type PaddedBytes, paddedBytes } from '../read/padded-bytes.ts'

/** Words in a fixed order, kept as UTF-8 bytes one after the other; word i is `bytes[offsets[i] … offsets[i + 1])`. */
export class Vocabulary {
  readonly bytes: Uint8Array
  /** Shape `(size + 1,)`. */
  readonly offsets: Int32Array
  #words: readonly string[] | undefined

  constructor(bytes: Uint8Array, offsets: Int32Array) {
    this.bytes = bytes
    this.offsets = offsets
  }

  get size(): number {
    return this.offsets.length - 1
  }

  word(i: number): string {
    return decodeWord(this.bytes, this.offsets[i], this.offsets[i + 1])
  }

  /** All of them as strings, decoded once. */
  words(): readonly string[] {
    this.#words ??= Array.from({ length: this.size }, (_, i) => this.word(i))
    return this.#words
  }

  /** The indices of the words, sorted by code point, which is the order of their bytes. */
  sortedPlaces(): Int32Array {
    const { bytes, offsets } = this
    // The first six bytes as a number decide most comparisons.
    const heads = Float64Array.from({ length: this.size }, (_, i) => {
      let head = 0
      for (let at = offsets[i]; at < offsets[i] + 6; at++) head = head * 256 + (at < offsets[i + 1] ? bytes[at] : 0)
      return head
    })
    const places = Int32Array.from({ length: this.size }, (_, i) => i)
    return places.sort((a, b) => heads[a] - heads[b] || this.#compare(a, b))
  }

  #compare(a: number, b: number): number {
    const { bytes, offsets } = this
    const aStart = offsets[a]
    const bStart = offsets[b]
    const aLength = offsets[a + 1] - aStart
    const bLength = offsets[b + 1] - bStart
    const length = Math.min(aLength, bLength)
    for (let i = 0; i < length; i++) {
      const difference = bytes[aStart + i] - bytes[bStart + i]
      if (difference !== 0) return difference
    }
    return aLength - bLength
  }

  /** A copy of the bytes that can be read four at a time. */
  padded(): PaddedBytes {
    const copy = paddedBytes(this.bytes.length + 8)
    copy.bytes.set(this.bytes)
    return copy
  }

  /** As the tensors `name` (U8) and `nameOffsets` (I32). */
  toTensors(name: string): { readonly [name: string]: Tensor } {
    return {
      [name]: { shape: [this.bytes.length], data: this.bytes },
      [`${name}Offsets`]: { shape: [this.offsets.length], data: this.offsets },
    }
  }

  static fromTensors(tensors: { readonly [name: string]: Tensor }, name: string): Vocabulary {
    return new Vocabulary(tensors[name].data as Uint8Array, tensors[`${name}Offsets`].data as Int32Array)
  }

  static fromWords(words: readonly string[]): Vocabulary {
    const encoder = new TextEncoder()
    // A UTF-16 unit takes 3 bytes at most.
    const room = new Uint8Array(3 * words.reduce((sum, word) => sum + word.length, 0))
    const offsets = new Int32Array(words.length + 1)
    let end = 0
    for (let i = 0; i < words.length; i++) {
      end += encoder.encodeInto(words[i], room.subarray(end)).written
      offsets[i + 1] = end
    }
    return new Vocabulary(room.slice(0, end), offsets)
  }
}
