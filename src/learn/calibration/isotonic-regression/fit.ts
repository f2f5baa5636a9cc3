import { checkPairs, type PairOptions } from '../check.ts'
import { IsotonicRegressionModel } from './model.ts'

/** Values nearer than this count as the same, as in scikit-learn. */
const resolution = 1e-15

export function fit(
  values: ArrayLike<number>,
  targets: ArrayLike<number>,
  options: PairOptions,
): IsotonicRegressionModel {
  checkPairs('IsotonicRegression', values, targets, options)
  const { x, y, weights } = mergeEqual(values, targets, options.sampleWeight)
  poolAdjacentViolators(y, weights)
  // A point between two of the same height says nothing: the line through them is there without it.
  const kept = x.map((_, i) => i === 0 || i === x.length - 1 || y[i] !== y[i - 1] || y[i] !== y[i + 1])
  return new IsotonicRegressionModel({
    xThresholds: Float64Array.from(x.filter((_, i) => kept[i])),
    yThresholds: Float64Array.from(y.filter((_, i) => kept[i])),
  })
}

/** Values in order, each once, with the mean target and the total weight of its rows; rows of weight 0 are left out. */
function mergeEqual(values: ArrayLike<number>, targets: ArrayLike<number>, weights: ArrayLike<number> | undefined) {
  const weightOf = (row: number): number => weights?.[row] ?? 1
  const order = Array.from({ length: values.length }, (_, row) => row)
    .filter((row) => weightOf(row) > 0)
    .sort((a, b) => values[a] - values[b] || targets[a] - targets[b])
  const x: number[] = []
  const sums: number[] = []
  const totals: number[] = []
  for (const row of order) {
    if (x.length === 0 || values[row] - x.at(-1)! >= resolution) {
      x.push(values[row])
      sums.push(0)
      totals.push(0)
    }
    sums[x.length - 1] += targets[row] * weightOf(row)
    totals[x.length - 1] += weightOf(row)
  }
  return { x, y: sums.map((sum, i) => sum / totals[i]), weights: totals }
}

/** Replaces y by its isotonic fit, in place: blocks are merged with the one before for as long as they are not above it. */
function poolAdjacentViolators(y: number[], weights: readonly number[]): void {
  const heights: number[] = []
  const masses: number[] = []
  const ends: number[] = []
  y.forEach((height, i) => {
    let mass = weights[i]
    while (heights.length > 0 && heights.at(-1)! >= height) {
      const below = masses.pop()!
      height = (heights.pop()! * below + height * mass) / (below + mass)
      mass += below
      ends.pop()
    }
    heights.push(height)
    masses.push(mass)
    ends.push(i + 1)
  })
  let start = 0
  heights.forEach((height, block) => {
    y.fill(height, start, ends[block])
    start = ends[block]
  })
}
