import { roundest, sigmoid } from './sigmoid.ts'

/**
 * What a round of boosting learns from: for each row and decision k, the gradient and hessian of the loss. They are
 * rounded to whole numbers of a unit, so small that nothing is lost and so large that sums over all rows are exact
 * in 64 bits. The same rows then have the same sums in whatever order, on however many threads they are added.
 */
export interface BoostLoss {
  readonly outputs: number
  /** The decisions of all rows before the first tree, the best without a column; shape `(outputs,)`. */
  readonly baseline: Float64Array
  /** Of two classes that of each row, and the rows' weights: kernels that know this loss find its gradients themselves. */
  readonly binary: { readonly codes: Int32Array; readonly weights: Float64Array } | undefined
  /**
   * Writes for the rows from `from` on, side by side, the gradient of decision k, and its hessian with a count of 1. The
   * decisions so far are `raw`, shape `(outputs, n)`.
   */
  gradients(raw: Float64Array, k: number, pairs: Float64Array, from?: number): void
  /** The units of the pairs that were written last, where they follow their sizes. @default those that the loss was made for */
  units?(): Units
  /**
   * What the rows of a leaf would best have added to their decisions, before the learning rate, where that is not
   * −G / (H + λ); to be asked for the decisions that the gradients were.
   */
  answer?(raw: Float64Array, rows: Int32Array): number
  /** Mean loss of the rows. */
  loss(raw: Float64Array): number
}

/** What 1 is in the whole numbers that gradients, hessians and counts of rows become, for rows that weigh at most 1. */
export interface Units {
  readonly gradient: number
  readonly hessian: number
  /** A hessian and how many rows it is of are one number: count · `count` + hessian, the hessian being less than `count`. */
  readonly count: number
}

/**
 * The finest units for n rows. Gradients are at most 1, n of them sum to below 2⁵³. Hessians are at most ¼; what their
 * sum and the count leave of 53 bits is their precision: 2⁻²¹ for 100,000 rows, 2⁻¹⁵ for a million.
 */
export function unitsFor(n: number): Units {
  const bits = Math.ceil(Math.log2(n + 1))
  const count = 2 ** (53 - bits)
  return { gradient: 2 ** Math.min(40, 52 - bits), hessian: 2 ** Math.min(40, 55 - 2 * bits), count }
}

/** The nearest whole number of something below 2⁵¹: 64 bits hold no fraction beside so large a number. */
export function round(x: number): number {
  return x + roundest - roundest
}

/** −log p of two classes with p = 1 / (1 + e^−z) for the second: gradient p − y, hessian p (1 − p). */
export function binaryBoostLoss(codes: Int32Array, weights: Float64Array, units: Units): BoostLoss {
  const total = sum(weights)
  const positive = codes.reduce((of, code, i) => of + code * weights[i], 0)
  return {
    outputs: 1,
    baseline: Float64Array.of(finite(Math.log(positive / (total - positive)))),
    binary: { codes, weights },
    gradients(raw, _, pairs, from = 0) {
      for (let i = from; i < codes.length; i++) {
        const p = sigmoid(raw[i])
        pairs[2 * i] = round((p - codes[i]) * weights[i] * units.gradient)
        pairs[2 * i + 1] = units.count + round(p * (1 - p) * weights[i] * units.hessian)
      }
    },
    loss(raw) {
      let loss = 0
      for (let i = 0; i < codes.length; i++) {
        const z = codes[i] === 1 ? raw[i] : -raw[i]
        loss += weights[i] * (Math.log1p(Math.exp(-Math.abs(z))) + Math.max(0, -z))
      }
      return loss / total
    },
  }
}

/** −log p of K classes with p = softmax(z): gradient p_k − y_k, hessian p_k (1 − p_k), the same p for all k of a round. */
export function softmaxBoostLoss(codes: Int32Array, weights: Float64Array, K: number, units: Units): BoostLoss {
  const n = codes.length
  const total = sum(weights)
  const share = new Float64Array(K)
  for (let i = 0; i < n; i++) share[codes[i]] += weights[i] / total
  const p = new Float64Array(K * n)
  return {
    outputs: K,
    baseline: share.map((of) => finite(Math.log(of))),
    binary: undefined,
    gradients(raw, k, pairs) {
      if (k === 0) probabilities(raw, n, K, p)
      for (let i = 0; i < n; i++) {
        const pk = p[k * n + i]
        pairs[2 * i] = round((pk - (codes[i] === k ? 1 : 0)) * weights[i] * units.gradient)
        pairs[2 * i + 1] = units.count + round(pk * (1 - pk) * weights[i] * units.hessian)
      }
    },
    loss(raw) {
      let loss = 0
      for (let i = 0; i < n; i++) {
        const largest = largestOf(raw, i, n, K)
        let exps = 0
        for (let k = 0; k < K; k++) exps += Math.exp(raw[k * n + i] - largest)
        loss += weights[i] * (Math.log(exps) + largest - raw[codes[i] * n + i])
      }
      return loss / total
    },
  }
}

/** A class without weight would begin, and stay, at minus infinity. */
function finite(logarithm: number): number {
  return Math.max(-20, Math.min(20, logarithm))
}

function probabilities(raw: Float64Array, n: number, K: number, p: Float64Array): void {
  for (let i = 0; i < n; i++) {
    // Subtract the largest first: exp(710) overflows.
    const largest = largestOf(raw, i, n, K)
    let exps = 0
    for (let k = 0; k < K; k++) exps += p[k * n + i] = Math.exp(raw[k * n + i] - largest)
    for (let k = 0; k < K; k++) p[k * n + i] /= exps
  }
}

function largestOf(raw: Float64Array, i: number, n: number, K: number): number {
  let largest = raw[i]
  for (let k = 1; k < K; k++) if (raw[k * n + i] > largest) largest = raw[k * n + i]
  return largest
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}
