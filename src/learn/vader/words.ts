import { grown } from '../growing.ts'
import {
  countCodePoints,
  isApostrophe,
  isBeyondAscii,
  isBlank,
  isCapital,
  isPunctuation,
  isSmall,
  isWideBlank,
  smallCodeMask,
  traits,
} from './characters.ts'
import { isUpper } from './letter-case.ts'
import { hashOf, hashStep, unknownNegation, unknownWord, type WordTable } from './word-table.ts'

/**
 * A text as the words that the rules see, in buffers that the next text overwrites: split at blanks, punctuation taken
 * off both ends unless two characters or fewer would be left (those are emoticons), each looked up in the table.
 *
 * One pass, and no string is made of a word in ASCII: its hash runs along and is kept at every character that is not
 * punctuation, so that at the end of the token it is that of the word. Several times as fast as slicing, lower-casing
 * and regular expressions.
 */
export class Words {
  count = 0
  /** Words in capitals throughout. */
  upperCount = 0
  exclamations = 0
  questions = 0
  /** Whether every word is ASCII throughout, so that no emoji is among them. */
  isAscii = true
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
    this.isAscii = true
    for (let at = 0; at < text.length; at++) at = this.#readToken(text, at)
  }

  /** Reads the token that begins at `start`, if there is no blank; gives the place of the blank after it. */
  #readToken(text: string, start: number): number {
    let first = -1
    let last = start
    let seen = 0
    let runningHash = 0
    let hash = 0
    let at = start
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at)
      const trait = code < 128 ? traits[code] : isWideBlank(code) ? isBlank : isBeyondAscii
      if ((trait & isBlank) !== 0) break
      seen |= trait
      runningHash = hashStep(runningHash, trait & smallCodeMask)
      if ((trait & isPunctuation) === 0) {
        hash = runningHash
        last = at + 1
        if (first < 0) first = at
      } else {
        if (first < 0) runningHash = 0
        if (code === exclamationMark) this.exclamations++
        else if (code === questionMark) this.questions++
      }
    }
    if (at === start) return at
    const isAscii = (seen & isBeyondAscii) === 0
    if (!isAscii) this.isAscii = false

    const length = last - first
    if (first < 0 || length <= 2 || (!isAscii && length <= 4 && countCodePoints(text, first, last) <= 2)) {
      if (first !== start || last !== at) hash = hashOf(text, start, at)
      first = start
      last = at
    }
    if (isAscii) {
      let number = this.#table.find(text, first, last, hash)
      if (number === unknownWord && (seen & isApostrophe) !== 0 && /n't/i.test(text.slice(first, last))) {
        number = unknownNegation
      }
      this.#push(number, (seen & (isCapital | isSmall)) === isCapital, first, last)
    } else {
      const word = text.slice(first, last)
      const small = word.toLowerCase()
      const number = this.#table.find(small, 0, small.length, hashOf(small, 0, small.length))
      const negates = number === unknownWord && small.includes("n't")
      this.#push(negates ? unknownNegation : number, isUpper(word), first, last)
    }
    return at
  }

  #push(number: number, upper: boolean, start: number, end: number): void {
    const { count } = this
    if (count === this.numbers.length) {
      this.numbers = grown(this.numbers, count + 1)
      this.upper = grown(this.upper, count + 1)
      this.starts = grown(this.starts, count + 1)
      this.ends = grown(this.ends, count + 1)
    }
    this.numbers[count] = number
    this.upper[count] = upper ? 1 : 0
    this.starts[count] = start
    this.ends[count] = end
    this.count++
    if (upper) this.upperCount++
  }
}

const exclamationMark = 33
const questionMark = 63
