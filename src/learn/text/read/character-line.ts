import type { AnalysisSettings } from '../settings.ts'
import { isBlank } from './characters.ts'
import { normalizer } from './normalize.ts'
import { roomFor } from './padded-bytes.ts'
import { gap, type Speller, type SymbolLine } from './symbol-line.ts'
import { codePointAt, lengthFrom, sizeOfCodePoint, writeCodePoint } from './utf8.ts'

const blank = 0x20

/** Each text is done with before the next one is begun. */
const shared = new Uint8Array(1 << 16)
const encoder = new TextEncoder()

/**
 * A text as the line of its code points, each run of two or more blanks as a single one; or, for `char_wb`, as its
 * words with a blank on both sides of each and gaps between.
 */
export class CharacterLine implements SymbolLine {
  line = new Int32Array(1 << 12)
  readonly #normalize: (text: string) => string
  readonly #bounded: boolean
  #highest = 0

  constructor(settings: AnalysisSettings) {
    this.#normalize = normalizer(settings)
    this.#bounded = settings.analyzer === 'char_wb'
  }

  read(text: string): number {
    text = this.#normalize(text)
    const room = roomFor(text)
    const bytes = room <= shared.length ? shared : new Uint8Array(room)
    const size = encoder.encodeInto(text, bytes).written
    // A word of one character takes four symbols, and one blank at least in the text.
    if (2 * size + 4 > this.line.length) this.line = new Int32Array(4 * size + 4)
    return this.#bounded ? this.#readWords(bytes, size) : this.#readAll(bytes, size)
  }

  #readAll(bytes: Uint8Array, size: number): number {
    let length = 0
    let blanks = 0
    for (let i = 0; i < size; i += lengthFrom(bytes[i])) {
      const code = codePointAt(bytes, i)
      blanks = isBlank(code) ? blanks + 1 : 0
      if (blanks < 2) this.#put(length++, code)
      else this.line[length - 1] = blank
    }
    this.#highest = Math.max(this.#highest, blank)
    return length
  }

  #readWords(bytes: Uint8Array, size: number): number {
    let length = 0
    let inside = false
    for (let i = 0; i < size; i += lengthFrom(bytes[i])) {
      const code = codePointAt(bytes, i)
      if (isBlank(code)) {
        if (inside) this.line[length++] = blank
        inside = false
        continue
      }
      if (!inside) {
        if (length > 0) this.line[length++] = gap
        this.#put(length++, blank)
        inside = true
      }
      this.#put(length++, code)
    }
    if (inside) this.line[length++] = blank
    return length
  }

  #put(at: number, code: number): void {
    this.line[at] = code
    if (code > this.#highest) this.#highest = code
  }

  ranks(): Int32Array {
    return Int32Array.from({ length: this.#highest + 1 }, (_, code) => code)
  }

  speller(): Speller {
    return { spaced: false, sizeOf: sizeOfCodePoint, write: writeCodePoint }
  }

  /** No words here. */
  knownWords(): null {
    return null
  }
}
