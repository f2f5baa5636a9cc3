import type { Label } from '../contract.ts'
import { checkRows, type WeightOptions } from './check.ts'
import { confusionMatrix } from './confusion-matrix.ts'

export interface AccuracyOptions extends WeightOptions {
  /** False: the number (or weight) of right rows instead of their fraction. @default true */
  readonly normalize?: boolean
}

/**
 * Fraction of rows, 0 to 1, whose prediction is their label.
 *
 * @throws INVALID_INPUT for no rows or lengths that differ.
 *
 * @example
 * const yTrue = ['cat', 'cat', 'dog', 'dog']
 * const yPred = ['cat', 'dog', 'dog', 'dog']
 * accuracyScore(yTrue, yPred) // 0.75
 */
export function accuracyScore(yTrue: readonly Label[], yPred: readonly Label[], options: AccuracyOptions = {}): number {
  const weights = checkRows('accuracyScore', yTrue, 'yPred', yPred.length, options.sampleWeight)
  let right = 0
  let all = 0
  for (let i = 0; i < yTrue.length; i++) {
    const weight = weights ? weights[i] : 1
    if (yTrue[i] === yPred[i]) right += weight
    all += weight
  }
  return options.normalize === false ? right : right / all
}

export interface BalancedAccuracyOptions extends WeightOptions {
  /** Rescale so that guessing scores 0 and perfect predictions 1. @default false */
  readonly adjusted?: boolean
}

/**
 * The mean over the labels in yTrue of the fraction of their rows that were right (recall): what accuracy would be if
 * all labels were equally common.
 *
 * @throws INVALID_INPUT for no rows or lengths that differ.
 *
 * @example
 * balancedAccuracyScore(['cat', 'dog', 'dog', 'dog'], ['dog', 'dog', 'dog', 'dog']) // 0.5
 */
export function balancedAccuracyScore(
  yTrue: readonly Label[],
  yPred: readonly Label[],
  options: BalancedAccuracyOptions = {},
): number {
  const shares = confusionMatrix(yTrue, yPred, { sampleWeight: options.sampleWeight })
    .map((row, i) => row[i] / row.reduce((sum, count) => sum + count, 0))
    .filter((share) => !Number.isNaN(share)) // a label that only predictions have
  const score = shares.reduce((sum, share) => sum + share, 0) / shares.length
  if (!options.adjusted) return score
  const chance = 1 / shares.length
  return (score - chance) / (1 - chance)
}

/**
 * Matthews' correlation of labels and predictions, −1 to 1; 0 for guessing, and where either has one label only.
 *
 *   (c s − Σₖ tₖ pₖ) / √((s² − Σₖ pₖ²)(s² − Σₖ tₖ²))
 *
 * with s rows, c of them right, and label k true in tₖ and predicted in pₖ of them.
 * Source: Gorodkin (2004), Computational Biology and Chemistry 28, the form for any number of labels.
 *
 * @throws INVALID_INPUT for no rows or lengths that differ.
 *
 * @example
 * const yTrue = ['cat', 'cat', 'dog', 'dog']
 * const yPred = ['cat', 'dog', 'dog', 'dog']
 * matthewsCorrcoef(yTrue, yPred) // 0.5774
 */
export function matthewsCorrcoef(
  yTrue: readonly Label[],
  yPred: readonly Label[],
  options: WeightOptions = {},
): number {
  const counts = confusionMatrix(yTrue, yPred, { sampleWeight: options.sampleWeight })
  let s = 0
  let c = 0
  const t = new Float64Array(counts.length)
  const p = new Float64Array(counts.length)
  counts.forEach((row, i) => {
    c += row[i]
    row.forEach((count, j) => {
      s += count
      t[i] += count
      p[j] += count
    })
  })
  const spread = (s * s - dot(p, p)) * (s * s - dot(t, t))
  return spread === 0 ? 0 : (c * s - dot(t, p)) / Math.sqrt(spread)
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0)
}
