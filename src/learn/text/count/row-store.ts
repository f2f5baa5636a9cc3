import type { SparseMatrix } from '../../contract.ts'
import type { TermCounter } from './term-counter.ts'

/**
 * Rows of counts while their columns are not yet settled. A row is kept as its numbers, each followed by −count where
 * the count is not 1: little more than four bytes an entry.
 */
export class RowStore {
  readonly #blocks: Int32Array[] = []
  readonly #rowsOfBlock: number[] = []
  #room = new Int32Array(0)
  #end = 0
  #rows = 0

  get rows(): number {
    return this.#rows
  }

  /** Adds the counts of the counter's last text, which has `distinct` different terms. */
  add(counter: TermCounter, distinct: number): void {
    if (this.#end + 2 * distinct + 1 > this.#room.length) this.#newBlock(2 * distinct + 1)
    const room = this.#room
    const { terms } = counter
    let end = this.#end + 1
    for (let k = 0; k < distinct; k++) {
      const count = counter.countOf(terms[k])
      room[end++] = terms[k]
      if (count !== 1) room[end++] = -count
    }
    // Each row begins with where it ends.
    room[this.#end] = end
    this.#end = end
    this.#rowsOfBlock[this.#blocks.length - 1]++
    this.#rows++
  }

  #newBlock(least: number): void {
    this.#room = new Int32Array(Math.max(Math.min(2 * this.#room.length, largestBlock), smallestBlock, least))
    this.#blocks.push(this.#room)
    this.#rowsOfBlock.push(0)
    this.#end = 0
  }

  /**
   * Turns numbers into columns and sorts each row by them, in place; nothing can be added afterwards.
   * @param columnOf for each number its column, or −1: left out.
   */
  arrange(columnOf: Int32Array, columns: number): void {
    const counts = new Int32Array(columns)
    let row = new Int32Array(1 << 8)
    for (let b = 0; b < this.#blocks.length; b++) {
      const block = this.#blocks[b]
      // What is written never passes what is still to be read.
      let write = 0
      let at = 0
      for (let r = 0; r < this.#rowsOfBlock[b]; r++) {
        const end = block[at++]
        if (end - at > row.length) row = new Int32Array(2 * (end - at))
        let length = 0
        while (at < end) {
          const column = columnOf[block[at++]]
          const count = at < end && block[at] < 0 ? -block[at++] : 1
          if (column < 0) continue
          row[length++] = column
          counts[column] = count
        }
        row.subarray(0, length).sort()
        const start = write++
        for (let k = 0; k < length; k++) {
          block[write++] = row[k]
          if (counts[row[k]] !== 1) block[write++] = -counts[row[k]]
        }
        block[start] = write
      }
    }
  }

  /** In how many of some rows each column occurs, and how often in all. @param rows in ascending order */
  tally(columns: number, rows: Int32Array): { documents: Int32Array; totals: Int32Array } {
    const documents = new Int32Array(columns)
    const totals = new Int32Array(columns)
    let row = 0
    let next = 0
    for (let b = 0; b < this.#blocks.length; b++) {
      const block = this.#blocks[b]
      for (let r = 0, at = 0; r < this.#rowsOfBlock[b]; r++, row++) {
        const end = block[at++]
        if (rows[next] !== row) {
          at = end
          continue
        }
        next++
        while (at < end) {
          const column = block[at++]
          documents[column]++
          totals[column] += at < end && block[at] < 0 ? -block[at++] : 1
        }
      }
    }
    return { documents, totals }
  }

  /** The rows, or some of them, as a matrix. */
  toMatrix(shape: MatrixShape): SparseMatrix {
    const { columnOf, columns, entries, binary, rows } = shape
    const indptr = new Int32Array((rows?.length ?? this.#rows) + 1)
    const indices = new Int32Array(entries)
    const values = new Float64Array(entries)
    let row = 0
    let kept = 0
    let entry = 0
    for (let b = 0; b < this.#blocks.length; b++) {
      const block = this.#blocks[b]
      for (let r = 0, at = 0; r < this.#rowsOfBlock[b]; r++, row++) {
        const end = block[at++]
        if (rows && rows[kept] !== row) {
          at = end
          continue
        }
        while (at < end) {
          const number = block[at++]
          const count = at < end && block[at] < 0 ? -block[at++] : 1
          const column = columnOf ? columnOf[number] : number
          if (column < 0) continue
          indices[entry] = column
          values[entry++] = binary ? 1 : count
        }
        indptr[++kept] = entry
      }
      if (shape.last) this.#blocks[b] = new Int32Array(0)
    }
    return { rows: kept, columns, indptr, indices, values }
  }
}

interface MatrixShape {
  /** For each column of the store that of the matrix, in the same order, or −1: left out. Absent: the same. */
  readonly columnOf?: Int32Array
  readonly columns: number
  /** How many entries are left in. */
  readonly entries: number
  readonly binary: boolean
  /** In ascending order; absent: all. */
  readonly rows?: Int32Array | undefined
  /** Gives each block up as it is read, so that rows and matrix are never in memory both; the store is spent then. */
  readonly last?: boolean
}

const smallestBlock = 1 << 10
const largestBlock = 1 << 20
