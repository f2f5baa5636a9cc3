import type { Random } from '../../random.ts'
import type { Target } from '../split/best-split.ts'
import { gini, type Impurity } from '../split/impurity.ts'

/** What splits of a forest's tree are looked for in. */
export interface SplitterInput {
  readonly target: Target
  /** The tree's rows, those of a node side by side; `partition` changes it. */
  readonly order: Int32Array
  readonly impurity: Impurity
  readonly minSamplesLeaf: number
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
  /** The weight of each class on the left, then on the right, once the rows are partitioned. */
  readonly sides: Float64Array
  protected readonly input: SplitterInput
  readonly #isBinaryGini: boolean
  protected readonly left: Float64Array
  readonly #right: Float64Array
  #classWeights: Float64Array = new Float64Array()
  #weight = 0
  #rank = 0

  constructor(input: SplitterInput) {
    const { classes } = input.target
    this.input = input
    this.sides = new Float64Array(2 * classes)
    this.left = new Float64Array(classes)
    this.#right = new Float64Array(classes)
    this.#isBinaryGini = classes === 2 && input.impurity === gini
  }

  /** Goes back to what was known above a node, the first so many `constants`; to be called before its search. */
  recall(constants: number): void {
    this.constants = constants
  }

  /** Whether there is a split of the rows from `start` to just before `end`; its fields tell which. */
  search(start: number, end: number, classWeights: Float64Array, weight: number): boolean {
    this.feature = -1
    this.worth = Number.NEGATIVE_INFINITY
    this.#classWeights = classWeights
    this.#weight = weight
    this.searchColumns(start, end, classWeights, weight)
    return this.feature >= 0
  }

  protected abstract searchColumns(start: number, end: number, classWeights: Float64Array, weight: number): void

  /** Puts the rows that go left first, and weighs `sides`. @returns where the others begin */
  abstract partition(start: number, end: number): number

  /**
   * The split of column `j` between two bins, with the weights of the classes on its left in `left`.
   * @param rank when the column was drawn: of equally good splits the one of the column drawn first wins.
   * @returns whether it is the best so far
   */
  protected consider(j: number, rank: number, leftBin: number, rightBin: number): boolean {
    const worth = this.#isBinaryGini ? this.#binaryGini() : this.#worthOfSides()
    if (!(worth > this.worth || (worth === this.worth && rank < this.#rank))) return false
    this.worth = worth
    this.#rank = rank
    this.feature = j
    this.leftBin = leftBin
    this.rightBin = rightBin
    return true
  }

  #worthOfSides(): number {
    const { impurity } = this.input
    const left = this.left
    const right = this.#right
    let leftWeight = 0
    for (let k = 0; k < left.length; k++) {
      leftWeight += left[k]
      right[k] = this.#classWeights[k] - left[k]
    }
    return impurity.purity(left, leftWeight) + impurity.purity(right, this.#weight - leftWeight)
  }

  /** The same to the bit for the commonest case, without a loop. */
  #binaryGini(): number {
    const a = this.left[0]
    const b = this.left[1]
    const c = this.#classWeights[0] - a
    const d = this.#classWeights[1] - b
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
