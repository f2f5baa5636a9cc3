import { grown } from '../../growing.ts'
import type { AnalysisSettings } from '../settings.ts'
import { stemmer } from '../stem/stemmer.ts'
import { stopWordSet } from '../stop-words/stop-words.ts'
import { Vocabulary } from '../terms/vocabulary.ts'
import { defaultToken } from './characters.ts'
import { normalizer } from './normalize.ts'
import { decodeWord, encodeWord, type PaddedBytes } from './padded-bytes.ts'
import type { KnownWords, Speller, SymbolLine } from './symbol-line.ts'
import { longestScan, scanned, scanWords } from './word-scanner.ts'
import { WordTable } from './word-table.ts'

/** In place of a symbol: a word that is left out. */
const stopped = -1

/**
 * Learns words: a text as the line of its words, cut by the default pattern, without stop words and reduced to stems
 * where the settings say so. Each different word is stemmed once.
 */
export class WordLine implements SymbolLine {
  line = new Int32Array(1 << 8)
  /** Words as they stand in texts. */
  readonly #words = new WordTable()
  /** What terms are made of: the words again, or their stems. A symbol is a number in here. */
  readonly #parts: WordTable
  /** For each of the words its symbol, or `stopped`. */
  #symbols = new Int32Array(1 << 11)
  readonly #normalize: (text: string) => string
  readonly #stem: ((word: string) => string) | null

  constructor(settings: AnalysisSettings) {
    this.#normalize = normalizer(settings)
    this.#stem = settings.stem === null ? null : stemmer(settings.stem)
    this.#parts = this.#stem ? new WordTable() : this.#words
    for (const word of stopWordSet(settings)) this.#setSymbol(this.#words.internWord(word), stopped)
  }

  read(text: string): number {
    text = this.#normalize(text)
    if (text.length > longestScan) return this.#readLong(text)
    const { starts, ends, lows, highs } = scanned
    const count = scanWords(text)
    if (count > this.line.length) this.line = new Int32Array(2 * count)
    const { line } = this
    this.#words.numbers.getAll(lows, highs, 0, count, line)
    let length = 0
    for (let k = 0; k < count; k++) {
      const word = line[k]
      const symbol = word >= 0 ? this.#symbols[word] : this.#learn(scanned, starts[k], ends[k])
      line[length] = symbol
      if (symbol !== stopped) length++
    }
    return length
  }

  #readLong(text: string): number {
    let length = 0
    for (const [word] of text.matchAll(defaultToken)) {
      const encoded = encodeWord(word)
      const symbol = this.#learn(encoded, 0, encoded.length)
      if (symbol === stopped) continue
      if (length === this.line.length) this.line = grown(this.line, length + 1)
      this.line[length++] = symbol
    }
    return length
  }

  /** The symbol of a word that may be new. */
  #learn(text: PaddedBytes, start: number, end: number): number {
    const known = this.#words.size
    const word = this.#words.intern(text, start, end)
    if (word === known) {
      const stem = this.#stem?.(decodeWord(text.bytes, start, end))
      this.#setSymbol(word, stem === undefined ? word : this.#parts.internWord(stem))
    }
    return this.#symbols[word]
  }

  #setSymbol(word: number, symbol: number): void {
    if (word >= this.#symbols.length) this.#symbols = grown(this.#symbols, word + 1)
    this.#symbols[word] = symbol
  }

  knownWords(placesOfSymbols: () => ReadonlyMap<number, number>): KnownWords | null {
    if (this.#stem === null) return null
    const places = placesOfSymbols()
    const words = this.#words.words()
    const known: number[] = []
    for (let word = 0; word < words.size; word++) if (places.has(this.#symbols[word])) known.push(word)
    return {
      words: Vocabulary.fromWords(known.map((word) => words.word(word))),
      stems: Int32Array.from(known, (word) => places.get(this.#symbols[word])!),
    }
  }

  ranks(): Int32Array {
    const ranks = new Int32Array(this.#parts.size)
    this.#parts
      .words()
      .sortedPlaces()
      .forEach((symbol, rank) => {
        ranks[symbol] = rank
      })
    return ranks
  }

  speller(): Speller {
    const { bytes: from, offsets } = this.#parts.words()
    return {
      spaced: true,
      sizeOf: (symbol) => offsets[symbol + 1] - offsets[symbol],
      write: (symbol, bytes, at) => {
        for (let i = offsets[symbol]; i < offsets[symbol + 1]; i++) bytes[at++] = from[i]
      },
    }
  }
}
