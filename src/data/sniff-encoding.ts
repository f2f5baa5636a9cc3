import { isUtf8 } from 'node:buffer'
import { SlipwayError } from '../errors.ts'
import { shown } from '../values.ts'
import type { Encoding } from './contract.ts'
import { markOf } from './encoding.ts'
import { type Files, readChunks, shownPath } from './files.ts'
import { wholeCharacters } from './utf8.ts'

/** An encoding that was guessed, and what has to be said about the guess. */
export interface SniffedEncoding {
  readonly encoding: Encoding
  readonly note?: string
}

/**
 * The encoding of a file by all of its bytes: what its mark says; UTF-16 or UTF-32 where every second byte, or three of
 * four, are mostly zero; UTF-8 where most of its letters beyond ASCII are UTF-8, so that a few damaged rows do not turn
 * the others into nonsense. Else Windows' Western encoding, where it can be; that is said, as it is a guess.
 *
 * @throws INVALID_DATA where the bytes look like another language, with how they read in its encodings
 */
export async function sniffEncoding(files: Files, path: string): Promise<SniffedEncoding> {
  const letters = new LetterCount()
  let isFirst = true
  for await (const chunk of readChunks(files, path)) {
    if (isFirst) {
      const wide = markOf(chunk)?.encoding ?? wideEncoding(chunk.subarray(0, 1 << 16))
      if (wide !== undefined) return { encoding: wide }
    }
    isFirst = false
    letters.add(chunk)
  }
  if (letters.isUtf8) return { encoding: 'utf-8' }
  const sample = Buffer.concat(letters.samples)
  if (letters.couldBeWestern) {
    const words = wordsIn(sample, 'windows-1252')
    return {
      encoding: 'windows-1252',
      note: `It is not UTF-8 and was read as windows-1252, where its words are ${words}; if they are wrong, name the encoding.`,
    }
  }
  const readings = eastern.flatMap((encoding) => {
    const words = wordsIn(sample, encoding)
    return words === undefined ? [] : [`${encoding}: ${words}`]
  })
  const list = readings.length > 0 ? ` It would read\n  ${readings.join('\n  ')}\n` : ' '
  const message = `${shownPath(path)} is not UTF-8, and its encoding cannot be told by its bytes.${list}Name the right one, encoding: 'shift_jis' in a service or --encoding shift_jis with slipway init; or save the file as UTF-8.`
  throw new SlipwayError('INVALID_DATA', message)
}

/** By the zeros among the first bytes; text has none in other encodings. */
function wideEncoding(bytes: Buffer): Encoding | undefined {
  const zeros = [0, 0, 0, 0]
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0) zeros[at % 4] = (zeros[at % 4] ?? 0) + 1
  const [a, b, c, d] = zeros.map((count) => count / Math.max(1, bytes.length / 4)) as [number, number, number, number]
  if (a > 0.9 && b > 0.9 && d < 0.1) return 'utf-32be'
  if (c > 0.9 && d > 0.9 && a < 0.1) return 'utf-32le'
  // Delimiters and line ends have a zero each, even where no letter has.
  if (b + d > 0.05 && a + c < 0.1 * (b + d)) return 'utf-16le'
  if (a + c > 0.05 && b + d < 0.1 * (a + c)) return 'utf-16be'
  return undefined
}

/** Counts letters beyond ASCII that are UTF-8, and bytes that are not. */
class LetterCount {
  #good = 0
  #bad = 0
  /** Bytes beyond ASCII that follow another one: Western texts have few, texts in other letters many. */
  #inRuns = 0
  /** Bytes that windows-1252 has nothing for, and those for which it has what hardly anybody writes. */
  #unassigned = 0
  #rare = 0
  #rest: Buffer = Buffer.alloc(0)
  /** Bytes around the first ones that are not UTF-8. */
  readonly samples: Buffer[] = []

  get isUtf8(): boolean {
    return this.#bad === 0 || this.#good > this.#bad
  }

  get couldBeWestern(): boolean {
    return this.#unassigned === 0 && this.#inRuns < this.#bad / 2 && this.#rare < 0.4 * this.#bad
  }

  add(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    const whole = wholeCharacters(bytes, false)
    this.#rest = Buffer.from(bytes.subarray(whole.length))
    if (!isUtf8(whole)) this.#count(whole)
    else if (this.#good <= this.#bad) this.#good += countLetters(whole)
  }

  #count(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) {
      const lead = bytes[at] ?? 0
      const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
      if (length > 1 && isUtf8(bytes.subarray(at, at + length))) {
        this.#good++
        at += length
        continue
      }
      if (lead >= 0x80) this.#countBad(bytes, at, lead)
      at++
    }
  }

  #countBad(bytes: Buffer, at: number, byte: number): void {
    this.#bad++
    if ((bytes[at + 1] ?? 0) >= 0x80) this.#inRuns++
    if (byte < 0xa0 && !usualMarks.includes(byte)) this.#rare++
    if ([0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte)) this.#unassigned++
    if (this.samples.length < 100 && this.#bad % 3 === 1) this.samples.push(lineAround(bytes, at))
  }
}

/** The euro sign, quotes, dashes and dots of windows-1252. */
const usualMarks = [0x80, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99]

function countLetters(bytes: Buffer): number {
  let count = 0
  for (const byte of bytes) if (byte >= 0xc0) count++
  return count
}

/** A line is whole in every encoding whose ASCII is ASCII. */
function lineAround(bytes: Buffer, at: number): Buffer {
  const start = bytes.lastIndexOf(0x0a, at) + 1
  const end = bytes.indexOf(0x0a, at)
  return Buffer.from(bytes.subarray(Math.max(start, at - 2000), end < 0 ? at + 2000 : Math.min(end + 1, at + 2000)))
}

const eastern = ['shift_jis', 'gb18030', 'big5', 'euc-kr', 'euc-jp', 'windows-1251', 'koi8-r', 'windows-1250']

/** A few words with letters beyond ASCII, as an encoding reads them; undefined where it cannot read all of it. */
function wordsIn(sample: Buffer, encoding: string): string | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(sample)
    if (/[\u0080-\u009f\ue000-\uf8ff]/.test(text)) return undefined
    const words = text.match(/[\p{L}\p{M}]*[^\p{ASCII}\s\p{P}\p{S}][\p{L}\p{M}]*/gu) ?? []
    return [...new Set(words)]
      .slice(0, 3)
      .map((word) => shown(word.slice(0, 16)))
      .join(', ')
  } catch {
    return undefined
  }
}
