import { isWord } from './characters.ts'
import { codePointAt, lengthFrom } from './text-bytes.ts'
import { hashSeed, hashStep } from './word-table.ts'

/** Finds the words of a text by the default pattern, two or more word characters, and hashes them on the way. */
export class WordScanner {
  starts = new Int32Array(1 << 8)
  ends = new Int32Array(1 << 8)
  hashes = new Int32Array(1 << 8)

  /** How many words the text has; they are then in `starts`, `ends` and `hashes`. */
  scan(bytes: Uint8Array, length: number): number {
    // A word takes two bytes or more, and one between it and the next.
    if (length >= 3 * this.starts.length) this.#grow(length)
    const { starts, ends, hashes } = this
    let count = 0
    let i = 0
    while (i < length) {
      if (asciiWord[bytes[i]!] === 0) {
        i++
        continue
      }
      const start = i
      let hash = hashSeed
      let characters = 0
      while (i < length) {
        const byte = bytes[i]!
        const kind = asciiWord[byte]!
        if (kind === 1) {
          hash = hashStep(hash, byte)
          i++
        } else {
          if (kind === 0 || !isWord(codePointAt(bytes, i))) break
          for (const end = i + lengthFrom(byte); i < end; i++) hash = hashStep(hash, bytes[i]!)
        }
        characters++
      }
      if (characters === 0) {
        i += lengthFrom(bytes[i]!)
      } else if (characters > 1) {
        starts[count] = start
        ends[count] = i
        hashes[count++] = hash
      }
    }
    return count
  }

  #grow(length: number): void {
    this.starts = new Int32Array(length)
    this.ends = new Int32Array(length)
    this.hashes = new Int32Array(length)
  }
}

/** For each first byte of a character: 1 an ASCII word character, 0 another ASCII character, 2 one beyond ASCII. */
const asciiWord = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x80 ? 2 : isWord(byte) ? 1 : 0))
