import { quantile, quantileInPlace, weightedQuantileInPlace } from '../../quantile.ts'
import { type BoostLoss, round, type Units } from './loss.ts'

export const regressionLosses = ['squaredError', 'absoluteError', 'poisson', 'gamma', 'quantile'] as const

export type RegressionLoss = (typeof regressionLosses)[number]

/** The rows of a regression, and what is lost on them. */
interface Regression {
  readonly loss: RegressionLoss
  /** The targets, shape `(n,)`. */
  readonly y: Float64Array
  /** More than 0 each, 1 at most. */
  readonly weights: Float64Array
  /** Of the loss of that name, between 0 and 1. */
  readonly quantile: number
  /** The L2 penalty of a leaf, for rows that weigh 1 at most. */
  readonly l2: number
}

/** The parts of a loss that are its own; z is a decision, w a weight. */
interface Formula {
  /** The best decision without a column. */
  baseline(): number
  /** Writes w · ∂loss/∂z and w · ∂²loss/∂z² of each row side by side. */
  derive(raw: Float64Array, pairs: Float64Array): void
  /** Σ w · loss. */
  sum(raw: Float64Array): number
  readonly answer?: BoostLoss['answer']
}

/**
 * Losses of a target y, of which each row has a weight w, and their derivatives by the decision z:
 *
 *   squaredError    ½ (z − y)²           z − y               1
 *   absoluteError   |z − y|              1 or −1             1, for there is none
 *   quantile q      q (y − z) below y, (1 − q) (z − y) above    −q or 1 − q      1, for there is none
 *   poisson         e^z − y z            e^z − y             e^z
 *   gamma           z + y e^−z           1 − y e^−z          y e^−z
 *
 * The leaves of absolute errors answer the median of what is left of the targets, those of a quantile that quantile
 * (Friedman, 2001), without a penalty. The units of gradients and hessians follow their sizes from tree to tree, so that
 * it does not matter what targets are measured in.
 */
export function regressionBoostLoss(regression: Regression): BoostLoss {
  const { y, weights } = regression
  const formula = formulas[regression.loss](regression)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let units = unitsOfCounts(y.length)
  return {
    outputs: 1,
    baseline: Float64Array.of(formula.baseline()),
    binary: undefined,
    gradients(raw, _, pairs) {
      formula.derive(raw, pairs)
      units = toUnits(pairs, y.length)
    },
    units: () => units,
    ...(formula.answer && { answer: formula.answer }),
    loss: (raw) => formula.sum(raw) / total,
  }
}

/** The unit of counts for n rows; gradients and hessians as they are. */
export function unitsOfCounts(n: number): Units {
  return { gradient: 1, hessian: 1, count: 2 ** (53 - Math.ceil(Math.log2(n + 1))) }
}

/**
 * Rounds pairs to whole numbers of the finest units in which sums over all rows are exact, powers of 2 that depend on
 * the mean size of gradients and hessians; adds the count of 1.
 */
function toUnits(pairs: Float64Array, n: number): Units {
  let gradients = 0
  let hessians = 0
  for (let i = 0; i < n; i++) {
    gradients += Math.abs(pairs[2 * i])
    hessians += pairs[2 * i + 1]
  }
  const { count } = unitsOfCounts(n)
  const gradient = unitFor(gradients, 2 ** 51)
  // Rounding adds ½ a row at most.
  const hessian = unitFor(hessians, Math.min(count - n, n * 2 ** 40))
  for (let i = 0; i < n; i++) {
    pairs[2 * i] = round(pairs[2 * i] * gradient)
    pairs[2 * i + 1] = count + round(pairs[2 * i + 1] * hessian)
  }
  return { gradient, hessian, count }
}

/** The largest power of 2 that times `sum` is at most `most`. */
function unitFor(sum: number, most: number): number {
  return sum > 0 ? 2 ** Math.max(-1022, Math.min(1022, Math.floor(Math.log2(most / sum)))) : 1
}

const formulas: { readonly [L in RegressionLoss]: (regression: Regression) => Formula } = {
  squaredError: ({ y, weights }) => ({
    baseline: () => mean(y, weights),
    derive(raw, pairs) {
      for (let i = 0; i < y.length; i++) {
        pairs[2 * i] = (raw[i] - y[i]) * weights[i]
        pairs[2 * i + 1] = weights[i]
      }
    },
    sum: (raw) => sumOver(y, (i) => weights[i] * 0.5 * (raw[i] - y[i]) ** 2),
  }),
  absoluteError: (regression) => pinball({ ...regression, quantile: 0.5 }, 2),
  quantile: (regression) => pinball(regression, 1),
  poisson: ({ y, weights, l2 }) => {
    const means = new Float64Array(y.length)
    return {
      baseline: () => Math.log(Math.max(mean(y, weights), 1e-300)),
      derive(raw, pairs) {
        for (let i = 0; i < y.length; i++) {
          means[i] = Math.exp(Math.min(raw[i], largest))
          pairs[2 * i] = (means[i] - y[i]) * weights[i]
          pairs[2 * i + 1] = means[i] * weights[i]
        }
      },
      sum: (raw) => sumOver(y, (i) => weights[i] * (Math.exp(Math.min(raw[i], largest)) - y[i] * raw[i])),
      // Without the rounding, which is coarse for hessians far below their mean.
      answer: newton(
        l2,
        (row) => (means[row] - y[row]) * weights[row],
        (row) => means[row] * weights[row],
      ),
    }
  },
  gamma: ({ y, weights, l2 }) => {
    const ratios = new Float64Array(y.length)
    return {
      baseline: () => Math.log(Math.max(mean(y, weights), 1e-300)),
      derive(raw, pairs) {
        for (let i = 0; i < y.length; i++) {
          ratios[i] = y[i] * Math.exp(Math.min(-raw[i], largest))
          pairs[2 * i] = (1 - ratios[i]) * weights[i]
          pairs[2 * i + 1] = ratios[i] * weights[i]
        }
      },
      sum: (raw) => sumOver(y, (i) => weights[i] * (raw[i] + y[i] * Math.exp(Math.min(-raw[i], largest)))),
      answer: newton(
        l2,
        (row) => (1 - ratios[row]) * weights[row],
        (row) => ratios[row] * weights[row],
      ),
    }
  },
}

/** e^z overflows from 710 on. */
const largest = 600

/** `scale` times the loss of a quantile: with 2 and the median it is the absolute error. */
function pinball({ y, weights, quantile: q }: Regression, scale: number): Formula {
  const [below, above] = [-scale * q, scale * (1 - q)]
  const isEven = weights.every((weight) => weight === weights[0])
  const left = new Float64Array(y.length)
  const leftWeights = new Float64Array(isEven ? 0 : y.length)
  return {
    baseline: () => quantile(y, q, isEven ? undefined : weights),
    derive(raw, pairs) {
      // Where it is met, scikit-learn has a quantile count as below, and a median too.
      for (let i = 0; i < y.length; i++) {
        pairs[2 * i] = (raw[i] > y[i] ? above : below) * weights[i]
        pairs[2 * i + 1] = weights[i]
      }
    },
    sum: (raw) => sumOver(y, (i) => weights[i] * (raw[i] > y[i] ? above : below) * (raw[i] - y[i])),
    answer(raw, rows) {
      const n = rows.length
      for (let e = 0; e < n; e++) left[e] = y[rows[e]] - raw[rows[e]]
      if (isEven) return quantileInPlace(left.subarray(0, n), q)
      for (let e = 0; e < n; e++) leftWeights[e] = weights[rows[e]]
      return weightedQuantileInPlace(left.subarray(0, n), q, leftWeights.subarray(0, n))
    },
  }
}

/** −Σ gradients / (Σ hessians + λ). */
function newton(l2: number, gradient: (row: number) => number, hessian: (row: number) => number): BoostLoss['answer'] {
  return (_, rows) => {
    let gradients = 0
    let hessians = 0
    for (let e = 0; e < rows.length; e++) {
      gradients += gradient(rows[e])
      hessians += hessian(rows[e])
    }
    return hessians + l2 > 0 ? -gradients / (hessians + l2) : 0
  }
}

/** The mean: differences from the first target are summed, which are 0 where all are the same. */
function mean(y: Float64Array, weights: Float64Array): number {
  let sum = 0
  let total = 0
  for (let i = 0; i < y.length; i++) {
    sum += weights[i] * (y[i] - y[0])
    total += weights[i]
  }
  return y[0] + sum / total
}

function sumOver(y: Float64Array, of: (i: number) => number): number {
  let sum = 0
  for (let i = 0; i < y.length; i++) sum += of(i)
  return sum
}
