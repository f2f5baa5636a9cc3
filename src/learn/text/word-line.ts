import { compareCodePoints } from '../labels.ts'
import { grown } from './growing.ts'
import { normalizer } from './normalize.ts'
import type { AnalysisSettings } from './settings.ts'
import { stemmer } from './stemmer.ts'
import { stopWordSet } from './stop-words.ts'
import { type Speller, type SymbolLine, unknown } from './symbol-line.ts'
import type { KnownWords } from './term-reader.ts'
import { Vocabulary } from './vocabulary.ts'
import { WordScanner } from './word-scanner.ts'
import { hashSeed, hashStep, WordTable } from './word-table.ts'

/** In place of a symbol: a word that is left out. */
const stopped = -2

/**
 * A text as the line of its words, cut by the default pattern, without stop words and reduced to stems where the
 * settings say so. Each different word is stemmed once.
 */
export class WordLine implements SymbolLine {
  line = new Int32Array(1 << 8)
  /** Words as they stand in texts. */
  readonly words = new WordTable()
  /** What terms are made of: the words again, or their stems. A symbol is a number in here. */
  readonly parts: WordTable
  /** For each of the words its symbol, or `stopped`. */
  #symbols = new Int32Array(1 << 8)
  #learning = true
  readonly #scanner = new WordScanner()
  readonly #normalize: (text: string) => string
  readonly #stem: ((word: string) => string) | null

  constructor(settings: AnalysisSettings) {
    this.#normalize = normalizer(settings)
    this.#stem = settings.stem === null ? null : stemmer(settings.stem)
    this.parts = this.#stem ? new WordTable() : this.words
    for (const word of stopWordSet(settings.stopWords)) this.#setSymbol(this.words.intern(word), stopped)
  }

  read(text: string): number {
    text = this.#normalize(text)
    const count = this.#scanner.scan(text)
    if (count > this.line.length) this.line = new Int32Array(2 * count)
    const { starts, ends, hashes } = this.#scanner
    let length = 0
    for (let k = 0; k < count; k++) {
      const word = this.words.find(text, starts[k]!, ends[k]!, hashes[k]!)
      const symbol = word >= 0 ? this.#symbols[word]! : this.#unseen(text, starts[k]!, ends[k]!, hashes[k]!)
      if (symbol !== stopped) this.line[length++] = symbol
    }
    return length
  }

  #unseen(text: string, start: number, end: number, hash: number): number {
    const stem = this.#stem?.(text.slice(start, end))
    if (!this.#learning) return stem === undefined ? unknown : this.parts.findWord(stem)
    const word = this.words.add(text, start, end, hash)
    this.#setSymbol(word, stem === undefined ? word : this.parts.intern(stem))
    return this.#symbols[word]!
  }

  readTerm(text: string, start: number, end: number): number {
    let length = 0
    while (start < end) {
      let hash = hashSeed
      let stop = start
      for (; stop < end && text.charCodeAt(stop) !== blank; stop++) hash = hashStep(hash, text.charCodeAt(stop))
      let part = this.parts.find(text, start, stop, hash)
      if (part < 0) {
        part = this.parts.add(text, start, stop, hash)
        if (this.parts === this.words) this.#setSymbol(part, part)
      }
      if (length === this.line.length) this.line = grown(this.line, length + 1)
      this.line[length++] = part
      start = stop + 1
    }
    return length
  }

  close(): void {
    this.#learning = false
  }

  /** Tells the stems of words, so that they need no stemming. */
  learnWords({ words, stems }: KnownWords): void {
    words.words().forEach((word, i) => {
      this.#setSymbol(this.words.intern(word), stems[i]!)
    })
  }

  /**
   * The words whose stems are among the given symbols, and the place of each one's stem; null where words are their
   * own stems.
   */
  knownWords(places: ReadonlyMap<number, number>): KnownWords | null {
    if (this.#stem === null) return null
    const known: number[] = []
    for (let word = 0; word < this.words.size; word++) if (places.has(this.#symbols[word]!)) known.push(word)
    return {
      words: Vocabulary.fromWords(known.map((word) => this.words.word(word))),
      stems: Int32Array.from(known, (word) => places.get(this.#symbols[word]!)!),
    }
  }

  #setSymbol(word: number, symbol: number): void {
    if (word >= this.#symbols.length) this.#symbols = grown(this.#symbols, word + 1)
    this.#symbols[word] = symbol
  }

  ranks(): Int32Array {
    const words = this.parts.words()
    const sorted = Int32Array.from(words.keys()).sort((a, b) => compareCodePoints(words[a]!, words[b]!))
    const ranks = new Int32Array(words.length)
    sorted.forEach((symbol, rank) => {
      ranks[symbol] = rank
    })
    return ranks
  }

  speller(): Speller {
    const { bytes, offsets } = Vocabulary.fromWords(this.parts.words())
    return {
      joint: Uint8Array.of(blank),
      bytesOf: (symbol) => bytes.subarray(offsets[symbol], offsets[symbol + 1]),
    }
  }
}

const blank = 0x20
