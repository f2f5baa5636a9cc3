import { SlipwayError } from '../../errors.ts'
import type { Label } from '../contract.ts'
import { checkRows, encodePair, listed, positiveLabel, type WeightOptions } from './check.ts'
import { placesOf } from './confusion-matrix.ts'

/**
 * How the labels' scores become one: `binary` that of the positive label, `micro` over all rows at once, `macro` the
 * plain mean, `weighted` the mean weighted by how common each label is.
 */
export type Average = 'binary' | 'micro' | 'macro' | 'weighted'

export interface PrecisionRecallOptions extends WeightOptions {
  /** Or `none`: a score for each label. */
  readonly average?: Average | 'none'
  /** Which labels, in which order; not with `binary`. @default all in yTrue or yPred, sorted */
  readonly labels?: readonly Label[]
  /** With `binary`, the label that counts. @default 1 where it is a label, else the greater of two strings */
  readonly posLabel?: Label
  /** What 0 / 0 is, as for the precision of a label that was never predicted; NaN is left out of means. @default 0 */
  readonly zeroDivision?: number
}

export interface FscoreOptions extends PrecisionRecallOptions {
  /** How many times more recall counts than precision. @default 1 */
  readonly beta?: number
}

/** Scores of each label, shape `(labels,)` each. */
export interface ScoresPerLabel {
  readonly labels: readonly Label[]
  readonly precision: readonly number[]
  readonly recall: readonly number[]
  readonly fscore: readonly number[]
  /** Rows (or weight) of each label in yTrue. */
  readonly support: readonly number[]
}

export interface AveragedScores {
  readonly precision: number
  readonly recall: number
  readonly fscore: number
}

/**
 * Precision, recall and F-score, for each label (`average: 'none'`, the default) or averaged. With tp rows rightly
 * predicted as a label, fp wrongly, and fn of its rows predicted as another:
 *
 *   precision = tp / (tp + fp)    recall = tp / (tp + fn)
 *   fscore = (1 + β²) tp / ((1 + β²) tp + β² fn + fp)
 *
 * @throws INVALID_INPUT for no rows, lengths that differ, repeated labels, or `binary` with more than two labels.
 */
export function precisionRecallFscoreSupport(
  yTrue: readonly Label[],
  yPred: readonly Label[],
  options?: FscoreOptions & { readonly average?: 'none' },
): ScoresPerLabel
export function precisionRecallFscoreSupport(
  yTrue: readonly Label[],
  yPred: readonly Label[],
  options: FscoreOptions & { readonly average: Average },
): AveragedScores
export function precisionRecallFscoreSupport(
  yTrue: readonly Label[],
  yPred: readonly Label[],
  options: FscoreOptions = {},
): ScoresPerLabel | AveragedScores {
  return precisionRecallFscore('precisionRecallFscoreSupport', yTrue, yPred, { average: 'none', ...options })
}

/** The same for a caller of another name. */
export function precisionRecallFscore(
  who: string,
  yTrue: readonly Label[],
  yPred: readonly Label[],
  options: FscoreOptions & { readonly average: Average | 'none' },
): ScoresPerLabel | AveragedScores {
  const { average } = options
  const hits = countHits(who, yTrue, yPred, options)
  if (average === 'none') return scoresOf(hits, options)
  if (average === 'binary' || average === 'micro') {
    const { precision, recall, fscore } = scoresOf(average === 'micro' ? summed(hits) : hits, options)
    return { precision: precision[0], recall: recall[0], fscore: fscore[0] }
  }
  const { precision, recall, fscore, support } = scoresOf(hits, options)
  const weights = average === 'weighted' ? support : undefined
  return { precision: mean(precision, weights), recall: mean(recall, weights), fscore: mean(fscore, weights) }
}

interface Hits {
  readonly labels: readonly Label[]
  /** Rows of the label that were predicted as such, rows predicted as it, rows of it. */
  readonly right: number[]
  readonly predicted: number[]
  readonly actual: number[]
}

function countHits(who: string, yTrue: readonly Label[], yPred: readonly Label[], options: FscoreOptions): Hits {
  const weights = checkRows(who, yTrue, 'yPred', yPred.length, options.sampleWeight)
  const { classes, trueCodes, predictedCodes } = encodePair(who, yTrue, yPred)
  const labels =
    options.average === 'binary' ? [binaryLabel(who, classes, options.posLabel)] : (options.labels ?? classes)
  if (new Set(labels).size !== labels.length) {
    throw new SlipwayError('INVALID_INPUT', `${who}: labels ${listed(labels)} repeat themselves.`)
  }

  const places = placesOf(classes, labels)
  const zeros = () => new Array<number>(labels.length).fill(0)
  const hits = { labels, right: zeros(), predicted: zeros(), actual: zeros() }
  for (let i = 0; i < yTrue.length; i++) {
    const weight = weights ? weights[i] : 1
    const truth = places[trueCodes[i]]
    const answer = places[predictedCodes[i]]
    if (truth >= 0) hits.actual[truth] += weight
    if (answer >= 0) hits.predicted[answer] += weight
    if (truth >= 0 && truth === answer) hits.right[truth] += weight
  }
  return hits
}

function binaryLabel(who: string, classes: readonly Label[], posLabel: Label | undefined): Label {
  if (classes.length > 2) {
    throw new SlipwayError(
      'INVALID_INPUT',
      `${who}: average 'binary' is for two labels, got ${classes.length} (${listed(classes)}); choose 'micro', 'macro', 'weighted' or 'none'.`,
    )
  }
  return posLabel === undefined && classes.includes(1) ? 1 : positiveLabel(who, classes, posLabel)
}

function summed(hits: Hits): Hits {
  const sum = (values: readonly number[]) => [values.reduce((total, value) => total + value, 0)]
  return { labels: [], right: sum(hits.right), predicted: sum(hits.predicted), actual: sum(hits.actual) }
}

function scoresOf(hits: Hits, { beta = 1, zeroDivision = 0 }: FscoreOptions): ScoresPerLabel {
  const { labels, right, predicted, actual } = hits
  const ratio = (part: number, whole: number) => (whole === 0 ? zeroDivision : part / whole)
  const precision = right.map((tp, k) => ratio(tp, predicted[k]))
  const recall = right.map((tp, k) => ratio(tp, actual[k]))
  const fscore =
    beta === Number.POSITIVE_INFINITY
      ? recall
      : right.map((tp, k) => ratio((1 + beta * beta) * tp, beta * beta * actual[k] + predicted[k]))
  return { labels, precision, recall, fscore, support: actual }
}

/** The mean of what is not NaN; without any weight above 0 the plain one; NaN where nothing is left. */
function mean(values: readonly number[], weights: readonly number[] | undefined): number {
  const known = values.flatMap((value, k) => (Number.isNaN(value) ? [] : [{ value, weight: weights?.[k] ?? 1 }]))
  const total = known.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return known.reduce((sum, { value }) => sum + value, 0) / known.length
  return known.reduce((sum, { value, weight }) => sum + value * weight, 0) / total
}
