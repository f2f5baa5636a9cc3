import { SlipwayError } from '../../errors.ts'
import type { Label } from '../contract.ts'
import {
  checkRows,
  checkScores,
  encode,
  isMatrix,
  listed,
  type RowScores,
  rowsOf,
  type WeightOptions,
  weightedMean,
} from './check.ts'

export interface LogLossOptions extends WeightOptions {
  /** All classes, sorted: the columns of the probabilities. Needed where yTrue lacks one. @default the labels in yTrue */
  readonly labels?: readonly Label[]
  /** False: the sum over the rows instead of their mean. @default true */
  readonly normalize?: boolean
}

/**
 * Mean negative logarithm of the probability that was given to the right label (cross-entropy), in nats; 0 is perfect.
 * Probabilities are kept 2⁻⁵² away from 0 and 1, so that one confident mistake costs 36 and not infinitely much.
 *
 * @param yProba of the greater of two labels, shape `(n,)`; or of every class in sorted order, shape `(n, classes)`
 * @throws INVALID_INPUT for lengths or columns that differ, values outside 0 to 1, or one label only and no `labels`.
 *
 * @example
 * logLoss(['a', 'b'], [0.1, 0.8]) // 0.1643
 */
export function logLoss(yTrue: readonly Label[], yProba: RowScores, options: LogLossOptions = {}): number {
  const { codes, weights, probability } = checkProbabilities('logLoss', yTrue, yProba, options)
  const losses = Float64Array.from(codes, (code, i) => -Math.log(clip(probability(i, code))))
  if (options.normalize !== false) return weightedMean(losses, weights)
  return losses.reduce((sum, loss, i) => sum + loss * (weights ? weights[i] : 1), 0)
}

function clip(probability: number): number {
  return Math.min(Math.max(probability, Number.EPSILON), 1 - Number.EPSILON)
}

/** Labels as codes, the weights, and P(class | row), of a vector for two classes or of a matrix; everything checked. */
export function checkProbabilities(who: string, yTrue: readonly Label[], yProba: RowScores, options: LogLossOptions) {
  const weights = checkRows(who, yTrue, 'yProba', rowsOf(yProba), options.sampleWeight)
  const values = isMatrix(yProba) ? yProba.values : yProba
  checkScores(who, 'yProba', values, 0, 1)
  const classes = encode(who, options.labels ? 'labels' : 'yTrue', options.labels ?? yTrue).classes
  if (classes.length < 2) {
    throw new SlipwayError(
      'INVALID_INPUT',
      `${who}: the only label is ${listed(classes)}; give all classes, at least two, as labels.`,
    )
  }
  const columns = isMatrix(yProba) ? yProba.columns : 1
  if (columns !== classes.length && !(columns === 1 && classes.length === 2)) {
    throw new SlipwayError(
      'INVALID_INPUT',
      `${who}: yProba has ${columns} columns for the ${classes.length} classes ${listed(classes)}; give a column a class, and all classes as labels where yTrue lacks one.`,
    )
  }
  const place = new Map(classes.map((label, k) => [label, k]))
  const codes = Int32Array.from(yTrue, (label) => place.get(label) ?? -1)
  const unknown = codes.indexOf(-1)
  if (unknown >= 0) {
    throw new SlipwayError(
      'INVALID_INPUT',
      `${who}: yTrue[${unknown}] is ${JSON.stringify(yTrue[unknown])}, which labels ${listed(classes)} lacks.`,
    )
  }
  const probability =
    columns === 1
      ? (row: number, code: number) => (code === 1 ? values[row] : 1 - values[row])
      : (row: number, code: number) => values[row * columns + code]
  return { classes, codes, weights, probability }
}
