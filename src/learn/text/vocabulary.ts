import type { Tensor } from '../contract.ts'

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
    return decoder.decode(this.bytes.subarray(this.offsets[i]!, this.offsets[i + 1]!))
  }

  /** All of them as strings, decoded once. */
  words(): readonly string[] {
    if (this.#words === undefined) {
      const { text, starts } = this.text()
      this.#words = Array.from({ length: this.size }, (_, i) => text.slice(starts[i]!, starts[i + 1]!))
    }
    return this.#words
  }

  /** All of them as one string, and where in it each begins; shape of `starts` `(size + 1,)`. */
  text(): { readonly text: string; readonly starts: Int32Array } {
    const { bytes, offsets } = this
    const text = decoder.decode(bytes)
    // As long as their bytes: all of them are ASCII.
    if (text.length === bytes.length) return { text, starts: offsets }
    const starts = new Int32Array(offsets.length)
    let unit = 0
    for (let i = 0; i < this.size; i++) {
      for (let at = offsets[i]!; at < offsets[i + 1]!; at++) {
        const byte = bytes[at]!
        // Bytes 10xxxxxx continue a character, and one that begins with 11110xxx takes two UTF-16 units.
        if ((byte & 0xc0) !== 0x80) unit += byte >= 0xf0 ? 2 : 1
      }
      starts[i + 1] = unit
    }
    return { text, starts }
  }

  /** As the tensors `name` (U8) and `nameOffsets` (I32). */
  toTensors(name: string): { readonly [name: string]: Tensor } {
    return {
      [name]: { shape: [this.bytes.length], data: this.bytes },
      [`${name}Offsets`]: { shape: [this.offsets.length], data: this.offsets },
    }
  }

  static fromTensors(tensors: { readonly [name: string]: Tensor }, name: string): Vocabulary {
    return new Vocabulary(tensors[name]!.data as Uint8Array, tensors[`${name}Offsets`]!.data as Int32Array)
  }

  static fromWords(words: readonly string[]): Vocabulary {
    const encoder = new TextEncoder()
    // A UTF-16 unit takes 3 bytes at most.
    const room = new Uint8Array(3 * words.reduce((sum, word) => sum + word.length, 0))
    const offsets = new Int32Array(words.length + 1)
    let end = 0
    for (let i = 0; i < words.length; i++) {
      end += encoder.encodeInto(words[i]!, room.subarray(end)).written
      offsets[i + 1] = end
    }
    return new Vocabulary(room.slice(0, end), offsets)
  }
}

// Words may begin with U+FEFF, which a decoder takes for a mark of byte order and drops unless told otherwise.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
