import type { Vocabulary } from '../terms/vocabulary.ts'

/** A text as a line of symbols, which n-grams are made of: the numbers of words, or code points. */
export interface SymbolLine {
  /** The symbols of the last text: the first `length` entries. Reused by the next text. */
  readonly line: Int32Array
  /** Reads a text and returns the length of its line. */
  read(text: string): number
  /** For each symbol its place when symbols are sorted by code point. */
  ranks(): Int32Array
  /** Writes terms, symbol by symbol. */
  speller(): Speller
  /**
   * Where words are stemmed: those seen whose symbols are among the given ones, with the index of each one's symbol.
   * Otherwise null.
   */
  knownWords(places: () => ReadonlyMap<number, number>): KnownWords | null
}

export interface Speller {
  /** Whether a blank stands between two symbols. */
  readonly spaced: boolean
  /** How many bytes the UTF-8 form of a symbol takes. */
  sizeOf(symbol: number): number
  /** Writes the UTF-8 form of a symbol at a place. */
  write(symbol: number, bytes: Uint8Array, at: number): void
}

/** Words as they stand in texts, and for each the index of its stem among the different words of the terms. */
export interface KnownWords {
  readonly words: Vocabulary
  readonly stems: Int32Array
}

/** In place of a symbol: no n-gram goes over it, and a stretch between two that is too short counts whole. */
export const gap = -2
