import type { Pausable } from '../../pausable.ts'
import type { Vocabulary } from '../terms/vocabulary.ts'
import type { PaddedBytes } from './padded-bytes.ts'

/**
 * A text as the line of its symbols' numbers: of words or characters, whichever n-grams are made of. The owner gives
 * the numbers, from 0; a symbol that is in no known term has −1.
 */
export interface KnownLine {
  /** The numbers of the last text: the first `length` entries. Reused by the next text. */
  readonly line: Int32Array
  /** Reads a text and returns the length of its line. */
  read(text: string): number
  /** Where the symbol ends that begins at `start` in a term. */
  endOf(bytes: Uint8Array, start: number, end: number): number
  /** How many bytes stand between two symbols of a term. */
  readonly joint: 0 | 1
  /** The number of the symbol from `start` to `end`, or −1. */
  get(text: PaddedBytes, start: number, end: number): number
  set(text: PaddedBytes, start: number, end: number, number: number): void
}

/** The columns of the terms that are single symbols. @param longest how many symbols a term has at most. */
export function singleSymbols({ bytes, offsets, size }: Vocabulary, line: KnownLine, longest: number): Int32Array {
  const columns = new Int32Array(size)
  let count = 0
  for (let column = 0; column < size; column++) {
    const end = offsets[column + 1]
    columns[count] = column
    if (longest === 1 || line.endOf(bytes, offsets[column], end) === end) count++
  }
  return columns.slice(0, count)
}

/**
 * Visits the symbols of all terms, each different beginning of a term once: as terms are sorted, what a term shares
 * with an earlier one it shares with the one before it.
 * @param longest how many symbols a term has at most.
 * @param visit is given where the symbol stands, its depth (how many symbols are before it), and the column of the
 * term if the symbol is its last, else −1.
 */
export function* visitSymbols(
  { bytes, offsets, size }: Vocabulary,
  line: Pick<KnownLine, 'endOf' | 'joint'>,
  longest: number,
  visit: (start: number, stop: number, depth: number, column: number) => void,
): Pausable<void> {
  /** Where the symbols of the term before end, counted from its start. */
  const stops = new Int32Array(longest)
  let known = 0
  let before = 0
  for (let column = 0; column < size; column++) {
    if (column % termsAtOnce === termsAtOnce - 1) yield
    const first = offsets[column]
    const end = offsets[column + 1]
    // How far all but the last symbol of the term before stand here, too.
    let depth = 0
    let start = first
    for (let same = 0; depth < known; depth++) {
      const stop = stops[depth]
      while (same < stop && first + same < end && bytes[first + same] === bytes[before + same]) same++
      if (same < stop || line.endOf(bytes, start, end) !== first + stop) break
      start = first + stop + line.joint
    }
    for (; start < end; depth++) {
      const stop = depth === longest - 1 ? end : line.endOf(bytes, start, end)
      visit(start, stop, depth, stop === end ? column : -1)
      stops[depth] = stop - first
      start = stop + line.joint
    }
    known = Math.min(depth, longest - 1)
    before = first
  }
}

/** Some hundred microseconds of work: what a request waits for it. */
export const termsAtOnce = 512
