import type { Label } from '../contract.ts'
import { checkRows, checkScores, encode, positiveLabel, type WeightOptions } from './check.ts'
import { type CountsAtThresholds, countsAtThresholds, isLabel } from './thresholds.ts'

export interface RocCurveOptions extends WeightOptions {
  /** The label that counts as positive. @default 1 among 0 and 1 or −1 and 1, else the greater of two strings */
  readonly posLabel?: Label
  /** Leave out points on a straight line between others. @default true */
  readonly dropIntermediate?: boolean
}

/** Points of a curve, shape `(t,)` each, thresholds descending; the first, at +∞, calls nothing positive. */
export interface RocCurve {
  /** Fraction of the negative rows scored at or above the threshold; NaN without negative rows. */
  readonly fpr: Float64Array
  /** Fraction of the positive rows scored at or above the threshold; NaN without positive rows. */
  readonly tpr: Float64Array
  readonly thresholds: Float64Array
}

/**
 * False and true positive rates at every threshold that makes a difference.
 *
 * @throws INVALID_INPUT for no rows, lengths that differ, NaN scores, or a positive label that cannot be told.
 *
 * @example
 * const { fpr, tpr } = rocCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
 * fpr // [0, 0, 0.5, 0.5, 1]
 * tpr // [0, 0.5, 0.5, 1, 1]
 */
export function rocCurve(yTrue: readonly Label[], yScore: ArrayLike<number>, options: RocCurveOptions = {}): RocCurve {
  const who = 'rocCurve'
  const weights = checkRows(who, yTrue, 'yScore', yScore.length, options.sampleWeight)
  checkScores(who, 'yScore', yScore, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
  const positive = positiveLabel(who, encode(who, 'yTrue', yTrue).classes, options.posLabel)
  const counts = countsAtThresholds(isLabel(yTrue, positive), yScore, weights)
  const kept = options.dropIntermediate === false ? [...counts.thresholds.keys()] : corners(counts)

  const { truePositives, falsePositives, thresholds } = counts
  const positives = truePositives.at(-1)!
  const negatives = falsePositives.at(-1)!
  const curve = (first: number, value: (k: number) => number) => Float64Array.from([first, ...kept.map(value)])
  return {
    fpr: curve(negatives > 0 ? 0 : Number.NaN, (k) => falsePositives[k] / negatives),
    tpr: curve(positives > 0 ? 0 : Number.NaN, (k) => truePositives[k] / positives),
    thresholds: curve(Number.POSITIVE_INFINITY, (k) => thresholds[k]),
  }
}

/** The first point, the last, and those where one of the counts changes its step. */
function corners({ truePositives: tp, falsePositives: fp }: CountsAtThresholds): number[] {
  const bends = (c: Float64Array, k: number) => c[k + 1] - c[k] !== c[k] - c[k - 1]
  const inner = (k: number) => k > 0 && k < tp.length - 1
  return [...tp.keys()].filter((k) => !inner(k) || bends(tp, k) || bends(fp, k))
}
