import { SlipwayError } from '../../errors.ts'
import type { DenseMatrix, Label } from '../contract.ts'
import {
  checkRows,
  checkScores,
  columnOf,
  encode,
  isMatrix,
  listed,
  positiveLabel,
  type RowScores,
  rowsOf,
  type WeightOptions,
  weightedMean,
} from './check.ts'
import { type CountsAtThresholds, countsAtThresholds, isLabel } from './thresholds.ts'

export interface PrecisionRecallCurveOptions extends WeightOptions {
  /** The label that counts as positive. @default 1 among 0 and 1 or −1 and 1, else the greater of two strings */
  readonly posLabel?: Label
  /** Leave out points between others of the same recall. @default false */
  readonly dropIntermediate?: boolean
}

export interface PrecisionRecallCurve {
  /** Fraction of positive rows among those scored at or above the threshold; then a last 1; shape `(t + 1,)`. */
  readonly precision: Float64Array
  /** Fraction of the positive rows scored at or above the threshold; then a last 0; 1 throughout without positive rows. */
  readonly recall: Float64Array
  /** Ascending, shape `(t,)`. */
  readonly thresholds: Float64Array
}

/**
 * Precision and recall at every distinct score.
 *
 * @throws INVALID_INPUT for no rows, lengths that differ, NaN scores, or a positive label that cannot be told.
 */
export function precisionRecallCurve(
  yTrue: readonly Label[],
  yScore: ArrayLike<number>,
  options: PrecisionRecallCurveOptions = {},
): PrecisionRecallCurve {
  const who = 'precisionRecallCurve'
  const weights = checkRows(who, yTrue, 'yScore', yScore.length, options.sampleWeight)
  checkScores(who, 'yScore', yScore, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
  const positive = positiveLabel(who, encode(who, 'yTrue', yTrue).classes, options.posLabel)
  const counts = countsAtThresholds(isLabel(yTrue, positive), yScore, weights)
  const kept = (options.dropIntermediate ? endsOfRecall(counts) : [...counts.thresholds.keys()]).reverse()

  const { truePositives: tp, falsePositives: fp, thresholds } = counts
  const positives = tp.at(-1)!
  return {
    precision: Float64Array.from([...kept.map((k) => tp[k] / (tp[k] + fp[k])), 1]),
    recall: Float64Array.from([...kept.map((k) => (positives === 0 ? 1 : tp[k] / positives)), 0]),
    thresholds: Float64Array.from(kept, (k) => thresholds[k]),
  }
}

/** The first and the last point of each number of true positives. */
function endsOfRecall({ truePositives: tp }: CountsAtThresholds): number[] {
  const last = tp.length - 1
  return [...tp.keys()].filter((k) => k === 0 || k === last || tp[k] !== tp[k - 1] || tp[k] !== tp[k + 1])
}

export interface AveragePrecisionOptions extends WeightOptions {
  /** For two labels, the one that counts as positive. @default 1 where it is a label, else the greater of two strings */
  readonly posLabel?: Label
  /** For more: the mean over the labels, plain or weighted by how common they are, or all rows at once. @default 'macro' */
  readonly average?: 'macro' | 'weighted' | 'micro'
}

/**
 * The precision at each score, weighted by the recall that it adds: Σₖ (Rₖ − Rₖ₋₁) Pₖ, thresholds descending. Not
 * interpolated, so it is not flattered by few points. 0 without positive rows.
 *
 * @param yScore of the positive label, shape `(n,)`, or a matrix whose last of two columns it is; for more labels a
 *   column each in sorted order, shape `(n, labels)`
 * @throws INVALID_INPUT for no rows, lengths or columns that differ, NaN scores, or a positive label that cannot be told.
 *
 * @example
 * averagePrecisionScore([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) // 0.8333
 */
export function averagePrecisionScore(
  yTrue: readonly Label[],
  yScore: RowScores,
  options: AveragePrecisionOptions = {},
): number {
  const who = 'averagePrecisionScore'
  const weights = checkRows(who, yTrue, 'yScore', rowsOf(yScore), options.sampleWeight)
  const scores = isMatrix(yScore) ? yScore.values : yScore
  checkScores(who, 'yScore', scores, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
  const { classes } = encode(who, 'yTrue', yTrue)
  const columns = isMatrix(yScore) ? yScore.columns : 1
  if (columns <= 2 && classes.length <= 2) {
    const byDefault = classes.includes(1) ? 1 : undefined
    const positive = positiveLabel(who, classes, options.posLabel ?? byDefault)
    const column = isMatrix(yScore) ? columnOf(yScore, columns - 1) : yScore
    return averagePrecision(countsAtThresholds(isLabel(yTrue, positive), column, weights))
  }
  if (columns !== classes.length) {
    throw new SlipwayError(
      'INVALID_INPUT',
      `${who}: yScore has ${columns} columns for the ${classes.length} labels ${listed(classes)} in yTrue; give a column a label.`,
    )
  }
  return averaged(yTrue, yScore as DenseMatrix, classes, options.average ?? 'macro', weights)
}

function averaged(
  yTrue: readonly Label[],
  scores: DenseMatrix,
  classes: readonly Label[],
  average: 'macro' | 'weighted' | 'micro',
  weights: Float64Array | undefined,
): number {
  const k = classes.length
  if (average === 'micro') {
    const repeated = weights && Float64Array.from(scores.values, (_, e) => weights[Math.floor(e / k)])
    const isRight = (e: number) => yTrue[Math.floor(e / k)] === classes[e % k]
    return averagePrecision(countsAtThresholds(isRight, scores.values, repeated))
  }
  const counts = classes.map((label, c) => countsAtThresholds(isLabel(yTrue, label), columnOf(scores, c), weights))
  const support = counts.map(({ truePositives }) => truePositives.at(-1)!)
  return weightedMean(counts.map(averagePrecision), average === 'weighted' ? support : undefined)
}

function averagePrecision({ truePositives: tp, falsePositives: fp }: CountsAtThresholds): number {
  const positives = tp.at(-1)!
  if (positives === 0) return 0
  let sum = 0
  for (let k = 0; k < tp.length; k++) {
    sum += ((tp[k] - (tp[k - 1] ?? 0)) / positives) * (tp[k] / (tp[k] + fp[k]))
  }
  return sum
}
