import { isWord } from './characters.ts'
import { codePointAt, lengthFrom } from './text-bytes.ts'
import { letterCodes, nextHigh, nextLow, partialKey } from './word-key.ts'

/** Finds the words of a text by the default pattern, two or more word characters, and makes their keys on the way. */
export class WordScanner {
  starts = new Int32Array(1 << 8)
  ends = new Int32Array(1 << 8)
  lows = new Int32Array(1 << 8)
  highs = new Int32Array(1 << 8)

  /** How many words the text has; they are then in `starts`, `ends`, and their keys in `lows` and `highs`. */
  scan(bytes: Uint8Array, length: number): number {
    // A word takes two bytes or more, and one between it and the next.
    if (length >= 3 * this.starts.length) this.#grow(length)
    const { starts, ends, lows, highs } = this
    let count = 0
    let i = 0
    while (i < length) {
      let code = letterCodes[bytes[i]!]!
      if (code === 0) {
        i++
        continue
      }
      const start = i
      let low = 0
      let high = 0
      let characters = 0
      let partial = 0
      for (;;) {
        if (code === 64) {
          if (!isWord(codePointAt(bytes, i))) break
          partial = partialKey
          for (const end = i + lengthFrom(bytes[i]!) - 1; i < end; i++) {
            high = nextHigh(high, low)
            low = nextLow(low, bytes[i]! & 63)
          }
          code = bytes[i]! & 63
        }
        high = nextHigh(high, low)
        low = nextLow(low, code)
        characters++
        if (++i === length) break
        code = letterCodes[bytes[i]!]!
        if (code === 0) break
      }
      if (characters === 0) i += lengthFrom(bytes[i]!)
      if (characters < 2) continue
      starts[count] = start
      ends[count] = i
      lows[count] = low
      highs[count++] = i - start > 10 ? high | partialKey : high | partial
    }
    return count
  }

  #grow(length: number): void {
    this.starts = new Int32Array(length)
    this.ends = new Int32Array(length)
    this.lows = new Int32Array(length)
    this.highs = new Int32Array(length)
  }
}
