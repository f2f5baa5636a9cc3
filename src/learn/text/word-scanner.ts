import { isWord } from './characters.ts'
import { codePointAt, lengthFrom, type TextBytes } from './text-bytes.ts'
import { highOfLong } from './word-key.ts'

/** Finds the words of a text by the default pattern, two or more word characters, and makes their keys. */
export class WordScanner {
  starts = new Int32Array(1 << 8)
  ends = new Int32Array(1 << 8)
  lows = new Int32Array(1 << 8)
  highs = new Int32Array(1 << 8)

  /** How many words the text has: they are then in `starts` and `ends`, and their keys in `lows` and `highs`. */
  scan(text: TextBytes): number {
    // A word takes two bytes or more, and one between it and the next.
    if (text.length / 3 + 2 > this.starts.length) this.#grow(text.length)
    const count = text.ascii ? this.#boundAscii(text) : this.#bound(text)
    this.#makeKeys(text.view, count)
    return count
  }

  /**
   * Without a branch that depends on the text: wrong guesses at the end of each word would take more time than all the
   * rest. At each byte the word so far is written down; what is written where a word ends is what stays.
   */
  #boundAscii({ bytes, length }: TextBytes): number {
    const { starts, ends } = this
    const word = asciiWord
    bytes[length] = 0x20
    let count = 0
    let start = 0
    for (let i = 0; i <= length; i++) {
      // All ones within a word, else all zeros.
      const inside = -word[bytes[i]!]!
      starts[count] = start
      ends[count] = i
      // One more where a word of two bytes or more ends.
      count += ~inside & ((start + 1 - i) >>> 31)
      start = (start & inside) | ((i + 1) & ~inside)
    }
    return count
  }

  #bound({ bytes, length }: TextBytes): number {
    const { starts, ends } = this
    let count = 0
    let i = 0
    while (i < length) {
      const start = i
      let characters = 0
      while (i < length && isWord(codePointAt(bytes, i))) {
        i += lengthFrom(bytes[i]!)
        characters++
      }
      if (characters > 1) {
        starts[count] = start
        ends[count++] = i
      }
      i += lengthFrom(bytes[i]!)
    }
    return count
  }

  #makeKeys(view: DataView, count: number): void {
    const { starts, ends, lows, highs } = this
    const ofLow = lowMask
    const ofHigh = highMask
    for (let k = 0; k < count; k++) {
      const start = starts[k]!
      const size = ends[k]! - start
      const low = view.getInt32(start, true)
      if (size <= 8) {
        lows[k] = low & ofLow[size]!
        highs[k] = view.getInt32(start + 4, true) & ofHigh[size]!
      } else {
        lows[k] = low
        highs[k] = highOfLong(view.getInt32(ends[k]! - 4, true), size)
      }
    }
  }

  #grow(length: number): void {
    this.starts = new Int32Array(length)
    this.ends = new Int32Array(length)
    this.lows = new Int32Array(length)
    this.highs = new Int32Array(length)
  }
}

/** For each ASCII byte whether it is a word character: 1 or 0. */
const asciiWord = Uint8Array.from({ length: 128 }, (_, byte) => (isWord(byte) ? 1 : 0))

/** For each size up to eight which bits of the first and of the second four bytes belong to the word. */
const lowMask = Int32Array.of(0, 0xff, 0xffff, 0xffffff, -1, -1, -1, -1, -1)
const highMask = Int32Array.of(0, 0, 0, 0, 0, 0xff, 0xffff, 0xffffff, -1)
