import { grown } from '../../growing.ts'
import type { AnalysisSettings } from '../settings.ts'
import { stemmer } from '../stem/stemmer.ts'
import { stopWordSet } from '../stop-words/stop-words.ts'
import { defaultToken } from './characters.ts'
import type { KnownLine } from './known-line.ts'
import { normalizer } from './normalize.ts'
import { decodeWord, encodeWord, type PaddedBytes } from './padded-bytes.ts'
import { mix, PairMap } from './pair-map.ts'
import { keyOf } from './word-key.ts'
import { longestScan, scanned, scanWords } from './word-scanner.ts'

/** In place of a word's number: it is left out. */
const stopped = 2 ** 30

/**
 * A text as the line of its known words' numbers, cut by the default pattern, without stop words and reduced to stems
 * where the settings say so. Words of training carry their stem's number; only others have to be stemmed, once while
 * they are remembered.
 */
export class KnownWordLine implements KnownLine {
  line = new Int32Array(1 << 8)
  readonly joint = 1
  /** From the keys of words, as they stand in texts, to their numbers. */
  readonly #words: PairMap
  /** From the keys of what terms are made of, the words again or their stems, to the numbers. */
  readonly #parts: PairMap
  readonly #normalize: (text: string) => string
  readonly #stem: ((word: string) => string) | null
  /** Every word stands for itself: no stop words, no stems. */
  readonly #plain: boolean
  /** The words last stemmed, each in the place that its key gives it: the key, and the stem's number + 2; 0 is none. */
  readonly #stemmed = new Int32Array(3 * remembered)

  /** @param expected how many words to make room for. */
  constructor(settings: AnalysisSettings, expected: number) {
    this.#normalize = normalizer(settings)
    this.#stem = settings.stem === null ? null : stemmer(settings.stem)
    this.#words = new PairMap(expected)
    this.#parts = this.#stem ? new PairMap(expected) : this.#words
    const stopWords = stopWordSet(settings)
    this.#plain = this.#stem === null && stopWords.size === 0
    for (const word of stopWords) {
      const encoded = encodeWord(word)
      this.setWord(encoded, 0, encoded.length, stopped)
    }
  }

  read(text: string): number {
    text = this.#normalize(text)
    if (text.length > longestScan) return this.#readLong(text)
    const count = scanWords(text)
    if (count > this.line.length) this.line = new Int32Array(2 * count)
    this.#words.getAll(scanned.lows, scanned.highs, 0, count, this.line)
    return this.#plain ? count : this.#reduce(count)
  }

  /** Leaves stop words out, and stems words that are not known as they stand. */
  #reduce(count: number): number {
    const { line } = this
    let length = 0
    for (let k = 0; k < count; k++) {
      const number = line[k]
      line[length] = number >= 0 ? number : this.#unseenScanned(k)
      if (number !== stopped) length++
    }
    return length
  }

  #readLong(text: string): number {
    let length = 0
    for (const [word] of text.matchAll(defaultToken)) {
      const { bytes, view, length: size } = encodeWord(word)
      const { low, high } = keyOf(view, 0, size)
      const known = this.#words.get(low, high)
      if (known === stopped) continue
      if (length === this.line.length) this.line = grown(this.line, length + 1)
      this.line[length++] = known >= 0 ? known : this.#unseen(bytes, 0, size)
    }
    return length
  }

  /** The number of a scanned word's stem: rare words come again, too, and stemming costs as much as twenty known words. */
  #unseenScanned(k: number): number {
    if (this.#stem === null) return -1
    const { bytes, starts, ends, lows, highs } = scanned
    const low = lows[k]
    const high = highs[k]
    const stemmed = this.#stemmed
    const at = 3 * (mix(low, high) >>> rememberedShift)
    if (stemmed[at + 2] !== 0 && stemmed[at] === low && stemmed[at + 1] === high) return stemmed[at + 2] - 2
    const number = this.#unseen(bytes, starts[k], ends[k])
    stemmed[at] = low
    stemmed[at + 1] = high
    stemmed[at + 2] = number + 2
    return number
  }

  #unseen(bytes: Uint8Array, start: number, end: number): number {
    if (this.#stem === null) return -1
    const stem = encodeWord(this.#stem(decodeWord(bytes, start, end)))
    return this.get(stem, 0, stem.length)
  }

  endOf(bytes: Uint8Array, start: number, end: number): number {
    while (start < end && bytes[start] !== blank) start++
    return start
  }

  get({ view }: PaddedBytes, start: number, end: number): number {
    const { low, high } = keyOf(view, start, end)
    return this.#parts.get(low, high)
  }

  set({ view }: PaddedBytes, start: number, end: number, number: number): void {
    const { low, high } = keyOf(view, start, end)
    this.#parts.set(low, high, number)
  }

  /** Tells the number of a word as it stands in texts. */
  setWord({ view }: PaddedBytes, start: number, end: number, number: number): void {
    const { low, high } = keyOf(view, start, end)
    this.#words.set(low, high, number)
  }
}

const blank = 0x20

/** How many stemmed words are remembered: 96 kB. */
const remembered = 1 << 13
const rememberedShift = 32 - 13
