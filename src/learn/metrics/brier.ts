import type { Label } from '../contract.ts'
import {
  checkRows,
  checkScores,
  encode,
  isMatrix,
  positiveLabel,
  type RowScores,
  type WeightOptions,
  weightedMean,
} from './check.ts'
import { checkProbabilities } from './log-loss.ts'

export interface BrierOptions extends WeightOptions {
  /** For probabilities of shape `(n,)`, the label that they are of. @default the greater of two */
  readonly posLabel?: Label
  /** For a matrix, all classes, sorted: its columns. @default the labels in yTrue */
  readonly labels?: readonly Label[]
  /** Halve it, so that it is from 0 to 1 and not to 2. @default true for two classes, false for more */
  readonly scaleByHalf?: boolean
}

/**
 * Mean squared distance of the probabilities from the truth: Σₖ (1[yᵢ = k] − pᵢₖ)² averaged over the rows; 0 is perfect.
 *
 * @param yProba of the positive label, shape `(n,)`; or of every class in sorted order, shape `(n, classes)`
 * @throws INVALID_INPUT for lengths or columns that differ, values outside 0 to 1, or a positive label that cannot be told.
 *
 * @example
 * brierScoreLoss([0, 1], [0.1, 0.8]) // 0.025
 */
export function brierScoreLoss(yTrue: readonly Label[], yProba: RowScores, options: BrierOptions = {}): number {
  if (!isMatrix(yProba) || yProba.columns === 1) {
    const { cameTrue, probabilities, weights } = binaryProbabilities('brierScoreLoss', yTrue, yProba, options)
    const squares = Float64Array.from(probabilities, (p, i) => (cameTrue[i] - p) ** 2)
    return weightedMean(squares, weights) * (options.scaleByHalf === false ? 2 : 1)
  }
  const { classes, codes, weights, probability } = checkProbabilities('brierScoreLoss', yTrue, yProba, options)
  const squares = Float64Array.from(codes, (code, i) =>
    classes.reduce<number>((sum, _, k) => sum + ((k === code ? 1 : 0) - probability(i, k)) ** 2, 0),
  )
  return weightedMean(squares, weights) * ((options.scaleByHalf ?? classes.length < 3) ? 0.5 : 1)
}

/** The probability of each row to be positive, and whether it is; everything checked. */
export function binaryProbabilities(
  who: string,
  yTrue: readonly Label[],
  yProba: RowScores,
  options: { readonly posLabel?: Label; readonly sampleWeight?: ArrayLike<number> },
) {
  const probabilities = isMatrix(yProba) ? yProba.values : yProba
  const weights = checkRows(who, yTrue, 'yProba', probabilities.length, options.sampleWeight)
  checkScores(who, 'yProba', probabilities, 0, 1)
  const { classes } = encode(who, 'yTrue', yTrue)
  const greater = classes.length === 2 ? classes[1] : undefined
  const positive = positiveLabel(who, classes, options.posLabel ?? greater)
  return { cameTrue: Uint8Array.from(yTrue, (label) => (label === positive ? 1 : 0)), probabilities, weights }
}
