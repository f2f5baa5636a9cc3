import { isHighSurrogate, isWordAt } from './characters.ts'
import { hashSeed, hashStep } from './word-table.ts'

/** Finds the words of a text by the default pattern, two or more word characters, and hashes them on the way. */
export class WordScanner {
  starts = new Int32Array(1 << 8)
  ends = new Int32Array(1 << 8)
  hashes = new Int32Array(1 << 8)

  /** How many words the text has; they are then in `starts`, `ends` and `hashes`. */
  scan(text: string): number {
    const length = text.length
    // Words of two characters with one between them are the most there can be.
    if (length / 3 >= this.starts.length) this.#grow(length)
    let count = 0
    let i = 0
    while (i < length) {
      let unit = text.charCodeAt(i)
      if (!isWordAt(text, i, unit)) {
        i += isHighSurrogate(unit) ? 2 : 1
        continue
      }
      const start = i
      let hash = hashSeed
      let characters = 0
      do {
        hash = hashStep(hash, unit)
        if (isHighSurrogate(unit)) hash = hashStep(hash, text.charCodeAt(++i))
        characters++
        unit = text.charCodeAt(++i)
      } while (i < length && isWordAt(text, i, unit))
      if (characters < 2) continue
      this.starts[count] = start
      this.ends[count] = i
      this.hashes[count++] = hash
    }
    return count
  }

  #grow(length: number): void {
    const room = Math.ceil(length / 2)
    this.starts = new Int32Array(room)
    this.ends = new Int32Array(room)
    this.hashes = new Int32Array(room)
  }
}
