import type { Impurity } from './impurity.ts'

/** What is added up over the rows of a node, of a tree's target: how good a split is, and what a leaf answers, hang on it. */
export interface Tally {
  /** The weight of each row, 0 or more. */
  readonly weights: Float64Array
  /** Numbers that the sums of a node are. */
  readonly size: number
  /** Numbers that a leaf answers with. */
  readonly outputs: number
  /** The sums of no rows. */
  empty(sums: Float64Array): void
  add(sums: Float64Array, row: number): void
  /** Takes a row away again, as far as `weightOf` and `purity` are concerned. */
  remove(sums: Float64Array, row: number): void
  weightOf(sums: Float64Array): number
  /** What one side of a split, of weight `weight`, adds to its worth; larger is better. */
  purity(sums: Float64Array, weight: number): number
  /** Whether nothing is left to tell apart. */
  isPure(sums: Float64Array, weight: number): boolean
  /** Writes what a leaf answers, shape `(outputs,)`. */
  answer(sums: Float64Array, weight: number, out: Float64Array): void
}

/** The weight of each class: a leaf answers their shares. */
export function classTally(codes: Int32Array, weights: Float64Array, classes: number, impurity: Impurity): Tally {
  return {
    weights,
    size: classes,
    outputs: classes,
    empty: (sums) => sums.fill(0),
    add(sums, row) {
      sums[codes[row]] += weights[row]
    },
    remove(sums, row) {
      sums[codes[row]] -= weights[row]
    },
    weightOf(sums) {
      let weight = 0
      for (let k = 0; k < classes; k++) weight += sums[k]
      return weight
    },
    purity: (sums, weight) => impurity.purity(sums, weight),
    isPure: (sums, weight) => impurity.of(sums, weight) <= Number.EPSILON,
    answer(sums, weight, out) {
      for (let k = 0; k < classes; k++) out[k] = sums[k] / weight
    },
  }
}

/**
 * Weight, weighed sum, least and largest of numbers: a leaf answers their mean. With the weight W and the sum s of a side,
 * a split lowers the squared error by Σ s² / W of both sides, less that of the node (Breiman et al., 1984).
 *
 * @param y less their mean, so that little is lost to rounding
 */
export function numberTally(y: Float64Array, weights: Float64Array): Tally {
  return {
    weights,
    size: 4,
    outputs: 1,
    empty(sums) {
      sums[0] = sums[1] = 0
      sums[2] = Number.POSITIVE_INFINITY
      sums[3] = Number.NEGATIVE_INFINITY
    },
    add(sums, row) {
      sums[0] += weights[row]
      sums[1] += weights[row] * y[row]
      if (y[row] < sums[2]) sums[2] = y[row]
      if (y[row] > sums[3]) sums[3] = y[row]
    },
    remove(sums, row) {
      sums[0] -= weights[row]
      sums[1] -= weights[row] * y[row]
    },
    weightOf: (sums) => sums[0],
    purity: (sums) => (sums[1] * sums[1]) / sums[0],
    isPure: (sums) => sums[2] === sums[3],
    answer(sums, weight, out) {
      out[0] = sums[2] === sums[3] ? sums[2] : sums[1] / weight
    },
  }
}
