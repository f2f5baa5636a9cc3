import { isUpper } from './letter-case.ts'
import { unknownNegation, unknownWord, type WordTable } from './word-table.ts'

/**
 * A text as the words that the rules see, in buffers that the next text overwrites: split at blanks, punctuation taken
 * off both ends unless two characters or fewer would be left (those are emoticons), each looked up in the table.
 */
export class Words {
  count = 0
  /** Words in capitals throughout. */
  upperCount = 0
  exclamations = 0
  questions = 0
  /** The number of each word in the table. */
  numbers = new Int32Array(256)
  /** 1 where a word is in capitals. */
  upper = new Uint8Array(256)
  /** Where each word is in the text that was read. */
  starts = new Int32Array(256)
  ends = new Int32Array(256)

  readonly #table: WordTable

  constructor(table: WordTable) {
    this.#table = table
  }

  read(text: string): void {
    this.count = 0
    this.upperCount = 0
    this.exclamations = 0
    this.questions = 0
    let start = 0
    for (let at = 0; at <= text.length; at++) {
      if (at < text.length && !isBlank(text.charCodeAt(at))) continue
      if (at > start) this.#readToken(text, start, at)
      start = at + 1
    }
  }

  #readToken(text: string, start: number, end: number): void {
    let first = start
    let last = end
    while (first < last && isPunctuation(text.charCodeAt(first))) first++
    while (last > first && isPunctuation(text.charCodeAt(last - 1))) last--
    if (last - first <= 4 && codePoints(text, first, last) <= 2) {
      first = start
      last = end
    }
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at)
      if (code === exclamationMark) this.exclamations++
      else if (code === questionMark) this.questions++
    }
    if (this.count === this.numbers.length) this.#grow()
    const word = text.slice(first, last)
    const small = word.toLowerCase()
    const known = this.#table.find(small, 0, small.length)
    const upper = isUpper(word)
    this.numbers[this.count] = known === unknownWord && small.includes("n't") ? unknownNegation : known
    this.upper[this.count] = upper ? 1 : 0
    this.starts[this.count] = first
    this.ends[this.count] = last
    this.count++
    if (upper) this.upperCount++
  }

  #grow(): void {
    this.numbers = grown(this.numbers, new Int32Array(2 * this.count))
    this.upper = grown(this.upper, new Uint8Array(2 * this.count))
    this.starts = grown(this.starts, new Int32Array(2 * this.count))
    this.ends = grown(this.ends, new Int32Array(2 * this.count))
  }
}

const exclamationMark = 33
const questionMark = 63

/** Where Python's `str.split()` splits: White_Space of Unicode, and U+001C to U+001F as well. */
export function isBlank(code: number): boolean {
  if (code < 128) return code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31)
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  )
}

/** Python's `string.punctuation`: all of ASCII that is neither letter, digit, blank nor control character. */
function isPunctuation(code: number): boolean {
  return (
    (code >= 33 && code <= 47) ||
    (code >= 58 && code <= 64) ||
    (code >= 91 && code <= 96) ||
    (code >= 123 && code <= 126)
  )
}

function codePoints(text: string, start: number, end: number): number {
  let count = 0
  for (let at = start; at < end; at++) {
    if (text.codePointAt(at)! > 0xffff && at + 1 < end) at++
    count++
  }
  return count
}

function grown<T extends Int32Array | Uint8Array>(old: T, larger: T): T {
  larger.set(old)
  return larger
}
