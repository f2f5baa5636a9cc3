import type { Vocabulary } from './vocabulary.ts'

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
  /** The number of the symbol `bytes[start … end)`, or −1. */
  get(bytes: Uint8Array, start: number, end: number): number
  set(bytes: Uint8Array, start: number, end: number, number: number): void
}

/** The columns of the terms that are single symbols. */
export function singleSymbols({ bytes, offsets, size }: Vocabulary, line: KnownLine): Int32Array {
  const columns = new Int32Array(size)
  let count = 0
  for (let column = 0; column < size; column++) {
    const end = offsets[column + 1]!
    columns[count] = column
    if (line.endOf(bytes, offsets[column]!, end) === end) count++
  }
  return columns.slice(0, count)
}

/**
 * Visits the symbols of all terms, each different beginning of a term once: as terms are sorted, what a term shares
 * with an earlier one it shares with the one before it.
 * @param visit is given where the symbol stands, its depth (how many symbols are before it), and the column of the
 * term if the symbol is its last, else −1.
 */
export function visitSymbols(
  { bytes, offsets, size }: Vocabulary,
  line: Pick<KnownLine, 'endOf' | 'joint'>,
  visit: (start: number, stop: number, depth: number, column: number) => void,
): void {
  /** Where the symbols of the term before end, counted from its start. */
  const stops: number[] = []
  let before = 0
  for (let column = 0; column < size; column++) {
    const first = offsets[column]!
    const end = offsets[column + 1]!
    let same = 0
    while (first + same < end && before + same < first && bytes[first + same] === bytes[before + same]) same++
    let depth = 0
    let start = first
    while (depth < stops.length && stops[depth]! <= same) {
      const stop = first + stops[depth]!
      if (line.endOf(bytes, start, end) !== stop) break
      start = stop + line.joint
      depth++
    }
    for (; start < end; depth++) {
      const stop = line.endOf(bytes, start, end)
      visit(start, stop, depth, stop === end ? column : -1)
      stops[depth] = stop - first
      start = stop + line.joint
    }
    stops.length = depth
    before = first
  }
}
