import type { NodeRows, Split } from '../split/best-split.ts'
import type { Tally } from '../split/tally.ts'
import type { SortedColumns } from './sorted-columns.ts'

/**
 * Keeps the rows of each node together, in every column still sorted by value: a split moves the left side's entries
 * before the right side's and leaves their order as it is. The columns' arrays are changed in place.
 */
export class Partition {
  readonly #columns: SortedColumns
  readonly #tally: Tally
  /** Nodes of fewer rows are never split, so that their columns need no order. */
  readonly #fewest: number
  /** All rows that take part, those of a node side by side. */
  readonly #order: Int32Array
  readonly #heldRows: Int32Array
  readonly #heldValues: Float64Array
  /** 1 for the rows that go left at the split being made. */
  readonly #isLeft: Uint8Array

  constructor(columns: SortedColumns, tally: Tally, fewest: number) {
    this.#columns = columns
    this.#tally = tally
    this.#fewest = fewest
    this.#order = Int32Array.from({ length: columns.n }, (_, i) => i).filter((row) => tally.weights[row] > 0)
    this.#heldRows = new Int32Array(this.#order.length)
    this.#heldValues = new Float64Array(this.#order.length)
    this.#isLeft = new Uint8Array(columns.n)
  }

  /** All rows. */
  root(): NodeRows {
    const { starts, d } = this.#columns
    return this.#nodeOf(0, this.#order.length, starts.slice(0, d), starts.slice(1))
  }

  /** The two sides of a split. */
  split(node: NodeRows, split: Split): [NodeRows, NodeRows] {
    const { start, count } = node
    this.#chooseSides(node, split)
    const lefts = this.#moveOrder(start, count)
    const middle = node.to.slice()
    if (lefts >= this.#fewest || count - lefts >= this.#fewest) {
      for (let j = 0; j < middle.length; j++) middle[j] = this.#moveColumn(node.from[j], node.to[j])
    }
    return [this.#nodeOf(start, lefts, node.from, middle), this.#nodeOf(start + lefts, count - lefts, middle, node.to)]
  }

  #chooseSides({ start, count, from, to }: NodeRows, { feature, threshold }: Split): void {
    const { rows, values, hasImplicitZeros } = this.#columns
    if (hasImplicitZeros) {
      const zero = 0 <= threshold ? 1 : 0
      for (let e = start; e < start + count; e++) this.#isLeft[this.#order[e]] = zero
    }
    for (let e = from[feature]; e < to[feature]; e++) this.#isLeft[rows[e]] = values[e] <= threshold ? 1 : 0
  }

  /** @returns how many rows went left */
  #moveOrder(start: number, count: number): number {
    let left = start
    let held = 0
    for (let e = start; e < start + count; e++) {
      const row = this.#order[e]
      if (this.#isLeft[row] === 1) this.#order[left++] = row
      else this.#heldRows[held++] = row
    }
    this.#order.set(this.#heldRows.subarray(0, held), left)
    return left - start
  }

  /** @returns where the right side begins */
  #moveColumn(from: number, to: number): number {
    const { rows, values } = this.#columns
    const isLeft = this.#isLeft
    const heldRows = this.#heldRows
    const heldValues = this.#heldValues
    let left = from
    let held = 0
    for (let e = from; e < to; e++) {
      const row = rows[e]
      if (isLeft[row] === 1) {
        rows[left] = row
        values[left++] = values[e]
      } else {
        heldRows[held] = row
        heldValues[held++] = values[e]
      }
    }
    for (let h = 0; h < held; h++) {
      rows[left + h] = heldRows[h]
      values[left + h] = heldValues[h]
    }
    return left
  }

  #nodeOf(start: number, count: number, from: Int32Array, to: Int32Array): NodeRows {
    const tally = this.#tally
    const sums = new Float64Array(tally.size)
    tally.empty(sums)
    for (let e = start; e < start + count; e++) tally.add(sums, this.#order[e])
    return { start, count, weight: tally.weightOf(sums), sums, from, to }
  }
}
