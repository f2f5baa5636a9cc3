import { quantile } from '../quantile.ts'
import { checkRows, checkScores, type WeightOptions, weightedMean } from './check.ts'

type Numbers = ArrayLike<number>

/**
 * Mean of |yTrue − yPred|, in the unit of y.
 *
 * @throws INVALID_INPUT for no rows, lengths that differ, or values that are not finite.
 */
export function meanAbsoluteError(yTrue: Numbers, yPred: Numbers, options: WeightOptions = {}): number {
  const weights = checkNumbers('meanAbsoluteError', yTrue, yPred, options)
  return weightedMean(residuals(yTrue, yPred).map(Math.abs), weights)
}

/**
 * Mean of (yTrue − yPred)², in the square of the unit of y.
 *
 * @throws INVALID_INPUT for no rows, lengths that differ, or values that are not finite.
 */
export function meanSquaredError(yTrue: Numbers, yPred: Numbers, options: WeightOptions = {}): number {
  const weights = checkNumbers('meanSquaredError', yTrue, yPred, options)
  return weightedMean(residuals(yTrue, yPred).map(squared), weights)
}

/**
 * Root of the mean of (yTrue − yPred)², in the unit of y.
 *
 * @throws INVALID_INPUT for no rows, lengths that differ, or values that are not finite.
 */
export function rootMeanSquaredError(yTrue: Numbers, yPred: Numbers, options: WeightOptions = {}): number {
  return Math.sqrt(meanSquaredError(yTrue, yPred, options))
}

/**
 * Median of |yTrue − yPred|, in the unit of y: of a few large errors it takes no notice.
 *
 * @throws INVALID_INPUT for no rows, lengths that differ, or values that are not finite.
 */
export function medianAbsoluteError(yTrue: Numbers, yPred: Numbers, options: WeightOptions = {}): number {
  const weights = checkNumbers('medianAbsoluteError', yTrue, yPred, options)
  return quantile(residuals(yTrue, yPred).map(Math.abs), 0.5, weights)
}

/**
 * Mean of |yTrue − yPred| / |yTrue|, a fraction: 0.1 is 10 %. A yTrue of 0 counts as 2⁻⁵², which makes it huge.
 *
 * @throws INVALID_INPUT for no rows, lengths that differ, or values that are not finite.
 */
export function meanAbsolutePercentageError(yTrue: Numbers, yPred: Numbers, options: WeightOptions = {}): number {
  const weights = checkNumbers('meanAbsolutePercentageError', yTrue, yPred, options)
  const fractions = residuals(yTrue, yPred).map((error, i) => Math.abs(error) / Math.max(Math.abs(yTrue[i]), 2 ** -52))
  return weightedMean(fractions, weights)
}

/**
 * The largest |yTrue − yPred|, in the unit of y.
 *
 * @throws INVALID_INPUT for no rows, lengths that differ, or values that are not finite.
 */
export function maxError(yTrue: Numbers, yPred: Numbers): number {
  checkNumbers('maxError', yTrue, yPred, {})
  return residuals(yTrue, yPred).reduce((most, error) => Math.max(most, Math.abs(error)), 0)
}

/**
 * Share of the variance of y that is explained: 1 − Σ (y − ŷ)² / Σ (y − ȳ)². 1 is perfect, 0 is what always answering
 * the mean scores. Where y is constant: 1 if every prediction is right, else 0. NaN for a single row.
 *
 * @throws INVALID_INPUT for no rows, lengths that differ, or values that are not finite.
 */
export function r2Score(yTrue: Numbers, yPred: Numbers, options: WeightOptions = {}): number {
  const weights = checkNumbers('r2Score', yTrue, yPred, options)
  if (yTrue.length < 2) return Number.NaN
  const mean = weightedMean(yTrue, weights)
  const unexplained = weightedMean(residuals(yTrue, yPred).map(squared), weights)
  const all = weightedMean(
    Float64Array.from(yTrue, (y) => squared(y - mean)),
    weights,
  )
  if (all === 0) return unexplained === 0 ? 1 : 0
  return 1 - unexplained / all
}

function residuals(yTrue: Numbers, yPred: Numbers): Float64Array {
  return Float64Array.from(yTrue, (y, i) => y - yPred[i])
}

function squared(x: number): number {
  return x * x
}

export function checkNumbers(who: string, yTrue: Numbers, yPred: Numbers, options: WeightOptions) {
  const weights = checkRows(who, yTrue, 'yPred', yPred.length, options.sampleWeight)
  checkScores(who, 'yTrue', yTrue, -Number.MAX_VALUE, Number.MAX_VALUE)
  checkScores(who, 'yPred', yPred, -Number.MAX_VALUE, Number.MAX_VALUE)
  return weights
}
