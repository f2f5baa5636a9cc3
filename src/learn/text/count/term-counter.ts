import { grown } from '../../growing.ts'
import type { TermReader } from '../terms/term-reader.ts'

/**
 * Counts the terms of one text after the other. For each number four entries stand together, so that counting touches
 * one place in memory: the last text with the term, its count there, the texts with the term, its count in all.
 */
export class TermCounter {
  /** The different terms of the last text: the first `distinct` entries, in order of their first occurrence. */
  terms = new Int32Array(1 << 8)
  #tallies = new Int32Array(4 << 10)
  #text = 0

  /** Reads a text and returns how many different terms it has. */
  count(reader: TermReader, text: string): number {
    const found = reader.read(text)
    const { found: numbers } = reader
    if (4 * reader.size > this.#tallies.length) this.#tallies = grown(this.#tallies, 4 * reader.size)
    if (found > this.terms.length) this.terms = new Int32Array(2 * found)
    const tallies = this.#tallies
    const stamp = ++this.#text
    let distinct = 0
    for (let k = 0; k < found; k++) {
      const at = 4 * numbers[k]
      if (tallies[at] === stamp) {
        tallies[at + 1]++
      } else {
        tallies[at] = stamp
        tallies[at + 1] = 1
        tallies[at + 2]++
        this.terms[distinct++] = numbers[k]
      }
      tallies[at + 3]++
    }
    return distinct
  }

  /** How often a term occurs in the last text, if it does. */
  countOf(number: number): number {
    return this.#tallies[4 * number + 1]
  }

  /** In how many texts a term occurs. */
  documentsWith(number: number): number {
    return this.#tallies[4 * number + 2]
  }

  /** How often a term occurs in all texts together. */
  totalOf(number: number): number {
    return this.#tallies[4 * number + 3]
  }
}
