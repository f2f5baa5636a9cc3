import { isBlank } from './characters.ts'
import { normalizer } from './normalize.ts'
import type { AnalysisSettings } from './settings.ts'
import { gap, type Speller, type SymbolLine } from './symbol-line.ts'

const blank = 0x20

/**
 * A text as the line of its code points, each run of two or more blanks as a single one; or, for `char_wb`, as its
 * words with a blank on both sides of each and gaps between.
 */
export class CharacterLine implements SymbolLine {
  line = new Int32Array(1 << 10)
  readonly #normalize: (text: string) => string
  readonly #bounded: boolean
  #highest = 0

  constructor(settings: AnalysisSettings) {
    this.#normalize = normalizer(settings)
    this.#bounded = settings.analyzer === 'char_wb'
  }

  read(text: string): number {
    text = this.#normalize(text)
    // A word of one character takes four symbols, and a blank in the text stands between two words.
    if (2 * text.length + 4 > this.line.length) this.line = new Int32Array(4 * text.length)
    return this.#bounded ? this.#readWords(text) : this.#readAll(text, 0, text.length)
  }

  readTerm(text: string, start: number, end: number): number {
    let length = 0
    if (end - start > this.line.length) this.line = new Int32Array(2 * (end - start))
    for (let i = start; i < end; i++) {
      const code = text.codePointAt(i)!
      if (code > 0xffff) i++
      this.#append(length++, code)
    }
    return length
  }

  #readAll(text: string, start: number, end: number): number {
    let length = 0
    for (let i = start; i < end; i++) {
      const code = text.codePointAt(i)!
      if (code > 0xffff) i++
      if (isBlank(code)) {
        const first = i
        while (i + 1 < end && isBlank(text.charCodeAt(i + 1))) i++
        this.#append(length++, i > first ? blank : code)
      } else {
        this.#append(length++, code)
      }
    }
    return length
  }

  #readWords(text: string): number {
    let length = 0
    let inside = false
    for (let i = 0; i < text.length; i++) {
      const code = text.codePointAt(i)!
      if (code > 0xffff) i++
      if (isBlank(code)) {
        if (inside) this.#append(length++, blank)
        inside = false
      } else {
        if (!inside && length > 0) this.line[length++] = gap
        if (!inside) this.#append(length++, blank)
        this.#append(length++, code)
        inside = true
      }
    }
    if (inside) this.#append(length++, blank)
    return length
  }

  #append(at: number, code: number): void {
    this.line[at] = code
    if (code > this.#highest) this.#highest = code
  }

  /** Code points need no learning. */
  close(): void {}

  ranks(): Int32Array {
    return Int32Array.from({ length: this.#highest + 1 }, (_, code) => code)
  }

  speller(): Speller {
    const encoder = new TextEncoder()
    const room = new Uint8Array(4)
    return {
      joint: new Uint8Array(0),
      bytesOf: (code) => room.subarray(0, encoder.encodeInto(String.fromCodePoint(code), room).written),
    }
  }
}
