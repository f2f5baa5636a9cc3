import type { Trees } from './predict/trees.ts'

/** Targets less their mean, in a unit about as large as the largest of them: little is lost to rounding, and nothing overflows. */
export interface CentredTargets {
  /** Shape `(n,)`, from −2 to 2. */
  readonly y: Float64Array
  readonly mean: number
  /** A power of 2. */
  readonly unit: number
}

export function centreTargets(y: ArrayLike<number>, weights: Float64Array): CentredTargets {
  let largest = 0
  for (let i = 0; i < y.length; i++) largest = Math.max(largest, Math.abs(y[i]))
  const unit = unitOf(largest)
  let sum = 0
  let total = 0
  for (let i = 0; i < y.length; i++) {
    sum += weights[i] * (y[i] / unit - y[0] / unit)
    total += weights[i]
  }
  const mean = y[0] / unit + sum / total
  return { y: Float64Array.from(y, (target) => target / unit - mean), mean: mean * unit, unit }
}

/** The largest power of 2 that is at most a number, or 1 for 0. */
export function unitOf(largest: number): number {
  return largest > 0 ? 2 ** Math.max(-1000, Math.min(1000, Math.floor(Math.log2(largest)))) : 1
}

/** Trees that answer in the unit of the targets what they have learned of centred ones. */
export function uncentreTrees(trees: Trees, { mean, unit }: CentredTargets): Trees {
  return { ...trees, value: trees.value.map((value) => value * unit + mean) }
}
