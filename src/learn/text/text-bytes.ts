import { normalizer } from './normalize.ts'
import type { AnalysisSettings } from './settings.ts'

/** A normalised text as UTF-8 bytes. Reading bytes takes half the time of reading the units of a string. */
export class TextBytes {
  /** The bytes of the last text: the first `length` entries, and room for eight more. Reused by the next text. */
  bytes = new Uint8Array(1 << 12)
  /** The same memory, to read four bytes at once. */
  view = new DataView(this.bytes.buffer)
  length = 0
  /** Whether the last text is ASCII all through. */
  ascii = true
  readonly #normalize: (text: string) => string

  constructor(settings: AnalysisSettings) {
    this.#normalize = normalizer(settings)
  }

  read(text: string): void {
    text = this.#normalize(text)
    // A UTF-16 unit takes 3 bytes at most.
    if (3 * text.length + 8 > this.bytes.length) {
      this.bytes = new Uint8Array(6 * text.length)
      this.view = new DataView(this.bytes.buffer)
    }
    // Half a surrogate pair is no character and has no UTF-8 form: it becomes U+FFFD.
    this.length = encoder.encodeInto(text, this.bytes).written
    this.ascii = this.length === text.length
  }
}

const encoder = new TextEncoder()

/** The code point that begins at `at`; the bytes must be UTF-8. */
export function codePointAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!
  if (first < 0x80) return first
  const second = bytes[at + 1]! & 0x3f
  if (first < 0xe0) return ((first & 0x1f) << 6) | second
  const third = bytes[at + 2]! & 0x3f
  if (first < 0xf0) return ((first & 0x0f) << 12) | (second << 6) | third
  return ((first & 0x07) << 18) | (second << 12) | (third << 6) | (bytes[at + 3]! & 0x3f)
}

/** How many bytes the character takes whose first byte this is. */
export function lengthFrom(first: number): number {
  return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
}

export function sizeOfCodePoint(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}

export function writeCodePoint(code: number, bytes: Uint8Array, at: number): void {
  const size = sizeOfCodePoint(code)
  if (size === 1) {
    bytes[at] = code
    return
  }
  for (let i = size - 1; i > 0; i--) {
    bytes[at + i] = 0x80 | (code & 0x3f)
    code >>= 6
  }
  // As many ones as bytes, then a zero, in the eight lowest bits: 110x xxxx, 1110 xxxx or 1111 0xxx.
  bytes[at] = (0xf00 >> size) | code
}
