import { grown } from '../../growing.ts'
import type { AnalysisSettings } from '../settings.ts'
import { CharacterLine } from './character-line.ts'
import type { KnownLine } from './known-line.ts'
import type { PaddedBytes } from './padded-bytes.ts'
import { codePointAt, lengthFrom } from './utf8.ts'

/** A text as the line of its known characters' numbers. */
export class KnownCharacterLine implements KnownLine {
  readonly joint = 0
  readonly #characters: CharacterLine
  /** For each code point its number + 1, or 0. */
  #numbers = new Int32Array(1 << 8)

  constructor(settings: AnalysisSettings) {
    this.#characters = new CharacterLine(settings)
  }

  get line(): Int32Array {
    return this.#characters.line
  }

  read(text: string): number {
    const length = this.#characters.read(text)
    const { line } = this.#characters
    const numbers = this.#numbers
    for (let i = 0; i < length; i++) {
      const code = line[i]
      if (code >= 0) line[i] = code < numbers.length ? numbers[code] - 1 : -1
    }
    return length
  }

  endOf(bytes: Uint8Array, start: number): number {
    return start + lengthFrom(bytes[start])
  }

  get({ bytes }: PaddedBytes, start: number): number {
    const code = codePointAt(bytes, start)
    return code < this.#numbers.length ? this.#numbers[code] - 1 : -1
  }

  set({ bytes }: PaddedBytes, start: number, _end: number, number: number): void {
    const code = codePointAt(bytes, start)
    if (code >= this.#numbers.length) this.#numbers = grown(this.#numbers, code + 1)
    this.#numbers[code] = number + 1
  }
}
