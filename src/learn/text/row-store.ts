import type { SparseMatrix } from '../contract.ts'
import type { TermCounter } from './term-counter.ts'

/**
 * Rows of counts while the columns are not yet known. A row is kept as its numbers, each followed by −count where the
 * count is not 1: little more than four bytes an entry. Blocks are given up as they are read, so that the rows and the
 * matrix made of them are never in memory twice.
 */
export class RowStore {
  readonly #blocks: (Int32Array | undefined)[] = []
  readonly #rowsOfBlock: number[] = []
  #room = new Int32Array(0)
  #end = 0
  #rows = 0

  /** Adds the counts of the counter's last text, which has `distinct` different terms. */
  add(counter: TermCounter, distinct: number): void {
    if (this.#end + 2 * distinct + 1 > this.#room.length) this.#newBlock(2 * distinct + 1)
    const room = this.#room
    const { terms } = counter
    let end = this.#end + 1
    for (let k = 0; k < distinct; k++) {
      const count = counter.countOf(terms[k]!)
      room[end++] = terms[k]!
      if (count !== 1) room[end++] = -count
    }
    // Each row begins with where it ends.
    room[this.#end] = end
    this.#end = end
    this.#rowsOfBlock[this.#blocks.length - 1]!++
    this.#rows++
  }

  #newBlock(least: number): void {
    this.#room = new Int32Array(Math.max(Math.min(2 * this.#room.length, largestBlock), smallestBlock, least))
    this.#blocks.push(this.#room)
    this.#rowsOfBlock.push(0)
    this.#end = 0
  }

  /**
   * All the rows as a matrix, once: the store is empty afterwards.
   * @param columnOf for each number its column, or −1: left out; null: numbers are columns, and sorted in each row.
   * @param entries how many entries are left in.
   */
  toMatrix(columnOf: Int32Array | null, columns: number, entries: number, binary: boolean): SparseMatrix {
    const indptr = new Int32Array(this.#rows + 1)
    const indices = new Int32Array(entries)
    const values = new Float64Array(entries)
    const sorter = columnOf && new RowSorter(columns)
    let row = 0
    let entry = 0
    for (let b = 0; b < this.#blocks.length; b++) {
      const block = this.#blocks[b]!
      let at = 0
      for (let r = 0; r < this.#rowsOfBlock[b]!; r++) {
        const first = entry
        const end = block[at++]!
        while (at < end) {
          const number = block[at++]!
          const column = columnOf ? columnOf[number]! : number
          const count = at < end && block[at]! < 0 ? -block[at++]! : 1
          if (column < 0) continue
          indices[entry] = column
          values[entry++] = binary ? 1 : count
        }
        sorter?.sort(indices, values, first, entry)
        indptr[++row] = entry
      }
      this.#blocks[b] = undefined
    }
    return { rows: this.#rows, columns, indptr, indices, values }
  }
}

/** Sorts the entries of a row by column: the columns alone, by native code, and the values after them. */
class RowSorter {
  readonly #byColumn: Float64Array

  constructor(columns: number) {
    this.#byColumn = new Float64Array(columns)
  }

  sort(indices: Int32Array, values: Float64Array, start: number, end: number): void {
    const byColumn = this.#byColumn
    for (let e = start; e < end; e++) byColumn[indices[e]!] = values[e]!
    indices.subarray(start, end).sort()
    for (let e = start; e < end; e++) values[e] = byColumn[indices[e]!]!
  }
}

const smallestBlock = 1 << 10
const largestBlock = 1 << 20
