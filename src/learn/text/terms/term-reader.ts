import type { KnownWords } from '../read/symbol-line.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Cuts texts into terms, which are whole numbers to it. */
export interface TermReader {
  /** All numbers are below. */
  readonly size: number
  /** The terms of the last text, repeats included: the first `count` entries. Reused by the next text. */
  readonly found: Int32Array
  /** Reads a text and returns the count of its terms. */
  read(text: string): number
}

/**
 * A reader that learns: an unseen term gets the next number. Some numbers stand for what terms begin with, and are
 * never found.
 */
export interface LearningReader extends TermReader {
  /** All the numbers, sorted by their terms' code points. */
  sorted(): Int32Array
  /** The terms of some numbers, in their order. */
  spell(numbers: Int32Array): Vocabulary
  /** Where words are stemmed: those seen whose stem occurs in the terms of these numbers. Otherwise null. */
  knownWords(numbers: Int32Array): KnownWords | null
}
