/**
 * A text as a line of symbols, which n-grams are made of: the numbers of words, or code points. A reader of known
 * words has `unknown` in place of any other; words that are read one by one have `gap` between them.
 */
export interface SymbolLine {
  /** The symbols of the last text: the first `length` entries. Reused by the next text. */
  readonly line: Int32Array
  /** Reads a text and returns the length of its line. */
  read(text: string): number
  /** Reads the part of a text that is a term, as it is, and learns its symbols. */
  readTerm(text: string, start: number, end: number): number
  /** No more words are learned. */
  close(): void
  /** For each symbol below the returned length its place when symbols are sorted by code point. */
  ranks(): Int32Array
  /** Writes terms, symbol by symbol. */
  speller(): Speller
}

export interface Speller {
  /** What is written between two symbols, in UTF-8. */
  readonly joint: Uint8Array
  /** The UTF-8 form of a symbol; valid until the next call. */
  bytesOf(symbol: number): Uint8Array
}

/** A word that no known term has: no n-gram goes over it. */
export const unknown = -1
/** No n-gram goes over it either, and a stretch between two that is too short counts whole. */
export const gap = -2
