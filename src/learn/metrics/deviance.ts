import { SlipwayError } from '../../errors.ts'
import { quantile } from '../quantile.ts'
import { type WeightOptions, weightedMean } from './check.ts'
import { checkNumbers } from './regression.ts'

type Numbers = ArrayLike<number>

export interface PinballOptions extends WeightOptions {
  /** Which quantile is predicted, from 0 to 1. @default 0.5 */
  readonly alpha?: number
}

export interface TweedieOptions extends WeightOptions {
  /** 0: squared error, for any number; 1: Poisson, for counts; 2: gamma, for amounts. @default 0 */
  readonly power?: 0 | 1 | 2
}

/**
 * What a predicted quantile loses: the mean of α (y − ŷ) where y is larger, of (1 − α) (ŷ − y) where it is smaller. Half
 * the mean absolute error for the median.
 *
 * @throws INVALID_INPUT for no rows, lengths that differ, or values that are not finite.
 */
export function meanPinballLoss(
  yTrue: Numbers,
  yPred: Numbers,
  { alpha = 0.5, ...options }: PinballOptions = {},
): number {
  const weights = checkNumbers('meanPinballLoss', yTrue, yPred, options)
  return pinball(yTrue, (i) => yPred[i], alpha, weights)
}

/**
 * 2 × the mean of y log(y / ŷ) − y + ŷ: the deviance of counts, whose variance is their mean. 0 is perfect.
 *
 * @throws INVALID_INPUT for no rows, lengths that differ, a yTrue below 0, or a yPred that is not above 0.
 */
export function meanPoissonDeviance(yTrue: Numbers, yPred: Numbers, options: WeightOptions = {}): number {
  return deviance('meanPoissonDeviance', 1, yTrue, yPred, options)
}

/**
 * 2 × the mean of log(ŷ / y) + y / ŷ − 1: the deviance of amounts, whose deviation grows with their mean. 0 is perfect.
 *
 * @throws INVALID_INPUT for no rows, lengths that differ, or a value that is not above 0.
 */
export function meanGammaDeviance(yTrue: Numbers, yPred: Numbers, options: WeightOptions = {}): number {
  return deviance('meanGammaDeviance', 2, yTrue, yPred, options)
}

/**
 * D² by the pinball loss: 1 − the loss over that of always predicting the quantile of yTrue. 1 is perfect, 0 as good as the
 * constant. NaN for a single row.
 *
 * @throws INVALID_INPUT for no rows, lengths that differ, or values that are not finite.
 */
export function d2PinballScore(
  yTrue: Numbers,
  yPred: Numbers,
  { alpha = 0.5, ...options }: PinballOptions = {},
): number {
  const weights = checkNumbers('d2PinballScore', yTrue, yPred, options)
  const constant = quantile(yTrue, alpha, weights)
  const loss = pinball(yTrue, (i) => yPred[i], alpha, weights)
  return fractionSaved(
    yTrue,
    loss,
    pinball(yTrue, () => constant, alpha, weights),
  )
}

/**
 * D² by the absolute error: 1 − its mean over that of always predicting the median of yTrue. 1 is perfect, 0 as good as the
 * constant. NaN for a single row.
 *
 * @throws INVALID_INPUT for no rows, lengths that differ, or values that are not finite.
 */
export function d2AbsoluteErrorScore(yTrue: Numbers, yPred: Numbers, options: WeightOptions = {}): number {
  return d2PinballScore(yTrue, yPred, { ...options, alpha: 0.5 })
}

/**
 * D² by a deviance: 1 − it over that of always predicting the mean of yTrue; with power 0 it is R². 1 is perfect, 0 as good
 * as the constant. NaN for a single row.
 *
 * @throws INVALID_INPUT for no rows, lengths that differ, or values outside of the range of the power.
 */
export function d2TweedieScore(yTrue: Numbers, yPred: Numbers, { power = 0, ...options }: TweedieOptions = {}): number {
  const loss = deviance('d2TweedieScore', power, yTrue, yPred, options)
  const weights = options.sampleWeight && Float64Array.from(options.sampleWeight)
  const mean = new Float64Array(yTrue.length).fill(weightedMean(yTrue, weights))
  return fractionSaved(yTrue, loss, deviance('d2TweedieScore', power, yTrue, mean, options))
}

function fractionSaved(yTrue: Numbers, loss: number, ofConstant: number): number {
  if (yTrue.length < 2) return Number.NaN
  if (ofConstant === 0) return loss === 0 ? 1 : 0
  return 1 - loss / ofConstant
}

function pinball(
  yTrue: Numbers,
  predicted: (i: number) => number,
  alpha: number,
  weights: Float64Array | undefined,
): number {
  const losses = Float64Array.from(yTrue, (y, i) => {
    const error = y - predicted(i)
    return error > 0 ? alpha * error : (alpha - 1) * error
  })
  return weightedMean(losses, weights)
}

function deviance(who: string, power: 0 | 1 | 2, yTrue: Numbers, yPred: Numbers, options: WeightOptions): number {
  const weights = checkNumbers(who, yTrue, yPred, options)
  if (power > 0) {
    checkRange(
      who,
      'yTrue',
      yTrue,
      (value) => (power === 1 ? value >= 0 : value > 0),
      power === 1 ? '0 or more' : 'above 0',
    )
    checkRange(who, 'yPred', yPred, (value) => value > 0, 'above 0')
  }
  const unit = units[power]
  return weightedMean(
    Float64Array.from(yTrue, (y, i) => unit(y, yPred[i])),
    weights,
  )
}

/** The deviance of one row, by the power. */
const units = {
  0: (y: number, p: number) => (y - p) ** 2,
  1: (y: number, p: number) => 2 * ((y === 0 ? 0 : y * Math.log(y / p)) - y + p),
  2: (y: number, p: number) => 2 * (Math.log(p / y) + y / p - 1),
} as const

function checkRange(
  who: string,
  name: string,
  values: Numbers,
  holds: (value: number) => boolean,
  range: string,
): void {
  for (let i = 0; i < values.length; i++) {
    if (holds(values[i])) continue
    throw new SlipwayError('INVALID_INPUT', `${who}: ${name}[${i}] is ${values[i]}, expected a number ${range}.`)
  }
}
