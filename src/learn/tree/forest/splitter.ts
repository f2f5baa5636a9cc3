import type { Random } from '../../random.ts'
import { gini, type Impurity } from '../split/impurity.ts'
import type { Tally } from '../split/tally.ts'

/** What a tree learns: classes to tell apart, or numbers. */
export interface Target {
  /** The class of each row, from 0 to classes − 1. */
  readonly codes: Int32Array
  readonly classes: number
  /** The number of each row, where there are no classes. */
  readonly y: Float64Array | undefined
  /** The weight of each row, 0 or more. */
  readonly weights: Float64Array
}

/** What splits of a forest's tree are looked for in. */
export interface SplitterInput {
  readonly target: Target
  /** Of the target. */
  readonly tally: Tally
  /** The tree's rows, those of a node side by side; `partition` changes it. */
  readonly order: Int32Array
  /** Of classes. */
  readonly impurity: Impurity
  readonly minSamplesLeaf: number
  /** Of each column one split alone is looked at, at a number that is drawn between its least and its largest. */
  readonly drawsThresholds: boolean
  readonly features: number
  readonly random: Random
}

/**
 * The best split found so far of one node: bins up to `leftBin` of column `feature` go left, from `rightBin` on right.
 * A search passes over a column's bins in order, adding to `left`, and considers the split between each two.
 */
export abstract class Splitter {
  feature = -1
  leftBin = 0
  rightBin = 0
  worth = 0
  /** How many columns are known to have one bin in the node that was searched last, and so in those below it. */
  constants = 0
  /** The tally of the left side, then of the right one, once the rows are partitioned. */
  readonly sides: Float64Array
  protected readonly input: SplitterInput
  readonly #isBinaryGini: boolean
  protected readonly left: Float64Array
  readonly #right: Float64Array
  #sums: Float64Array = new Float64Array()
  #weight = 0
  #rank = 0

  constructor(input: SplitterInput) {
    const { y, classes } = input.target
    const { size } = input.tally
    this.input = input
    this.sides = new Float64Array(2 * size)
    this.left = new Float64Array(size)
    this.#right = new Float64Array(size)
    this.#isBinaryGini = !y && classes === 2 && input.impurity === gini
  }

  /** Goes back to what was known above a node, the first so many `constants`; to be called before its search. */
  recall(constants: number): void {
    this.constants = constants
  }

  /** Whether there is a split of the rows from `start` to just before `end`; its fields tell which. */
  search(start: number, end: number, sums: Float64Array, weight: number): boolean {
    this.feature = -1
    this.worth = Number.NEGATIVE_INFINITY
    this.#sums = sums
    this.#weight = weight
    this.searchColumns(start, end, sums, weight)
    return this.feature >= 0
  }

  protected abstract searchColumns(start: number, end: number, sums: Float64Array, weight: number): void

  /** Puts the rows that go left first, and weighs `sides`. @returns where the others begin */
  abstract partition(start: number, end: number): number

  /**
   * The split of column `j` between two bins, with the tally of its left in `left`.
   * @param rank when the column was drawn: of equally good splits the one of the column drawn first wins.
   * @returns whether it is the best so far
   */
  protected consider(j: number, rank: number, leftBin: number, rightBin: number): boolean {
    return this.offer(j, rank, leftBin, rightBin, this.#isBinaryGini ? this.#binaryGini() : this.#worthOfSides())
  }

  /** The same of a split that is known to be worth so much. */
  protected offer(j: number, rank: number, leftBin: number, rightBin: number, worth: number): boolean {
    if (!(worth > this.worth || (worth === this.worth && rank < this.#rank))) return false
    this.worth = worth
    this.#rank = rank
    this.feature = j
    this.leftBin = leftBin
    this.rightBin = rightBin
    return true
  }

  #worthOfSides(): number {
    const { tally } = this.input
    const left = this.left
    const right = this.#right
    const leftWeight = tally.weightOf(left)
    for (let k = 0; k < left.length; k++) right[k] = this.#sums[k] - left[k]
    return tally.purity(left, leftWeight) + tally.purity(right, this.#weight - leftWeight)
  }

  /** The same to the bit for the commonest case, without a loop. */
  #binaryGini(): number {
    const a = this.left[0]
    const b = this.left[1]
    const c = this.#sums[0] - a
    const d = this.#sums[1] - b
    return (a * a + b * b) / (a + b) + (c * c + d * d) / (this.#weight - (a + b))
  }
}

/** Draws numbers from 0 to d − 1 without replacement: `order` is a permutation, whose first `drawn` are drawn already. */
export function drawNext(order: Int32Array, drawn: number, random: Random): number {
  const other = drawn + random.below(order.length - drawn)
  const j = order[other]
  order[other] = order[drawn]
  order[drawn] = j
  return j
}
