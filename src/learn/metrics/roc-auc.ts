import { SlipwayError } from '../../errors.ts'
import type { DenseMatrix, Label } from '../contract.ts'
import {
  checkRows,
  checkScores,
  columnOf,
  encode,
  isMatrix,
  listed,
  type RowScores,
  rowsOf,
  type WeightOptions,
  weightedMean,
} from './check.ts'
import { countsAtThresholds, isLabel } from './thresholds.ts'

export interface RocAucOptions extends WeightOptions {
  /** More than two classes: each against the rest, or each pair of classes (Hand & Till 2001). @default 'ovr' */
  readonly multiClass?: 'ovr' | 'ovo'
  /** More than two classes: `macro` the plain mean, `weighted` by how common the classes are. @default 'macro' */
  readonly average?: 'macro' | 'weighted'
  /** All classes, sorted: the columns of the scores. @default the labels in yTrue */
  readonly labels?: readonly Label[]
}

/**
 * Area under the ROC curve: the probability that a positive row is scored above a negative one, a tie counting half.
 * For two classes the scores are those of the greater label: an array, or a matrix whose last column it is, such as
 * `predictProba` gives. For more, a matrix with a column a class, in sorted order.
 *
 * @throws INVALID_INPUT for one class only, lengths or columns that differ, NaN scores, or weights with `ovo`.
 *
 * @example
 * rocAucScore([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) // 0.75
 */
export function rocAucScore(yTrue: readonly Label[], yScore: RowScores, options: RocAucOptions = {}): number {
  const who = 'rocAucScore'
  const weights = checkRows(who, yTrue, 'yScore', rowsOf(yScore), options.sampleWeight)
  const scores = isMatrix(yScore) ? yScore.values : yScore
  checkScores(who, 'yScore', scores, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
  const counted = weights ? yTrue.filter((_, i) => weights[i] > 0) : yTrue
  const present = encode(who, 'yTrue', counted).classes
  if (present.length < 2) {
    throw new SlipwayError(
      'INVALID_INPUT',
      `${who}: all rows have the label ${listed(present)}; ranking one class above another needs rows of both. Score more rows, or split them stratified by label.`,
    )
  }
  const columns = isMatrix(yScore) ? yScore.columns : 1
  if (columns <= 2 && present.length === 2 && (options.labels?.length ?? 2) === 2) {
    const column = isMatrix(yScore) ? columnOf(yScore, columns - 1) : yScore
    return areaUnderRoc(isLabel(yTrue, present[1]), column, weights)
  }
  const classes = options.labels ? encode(who, 'labels', options.labels).classes : present
  checkColumns(who, classes, present, yScore, options)
  const average = options.average ?? 'macro'
  return options.multiClass === 'ovo'
    ? oneAgainstOne(yTrue, yScore as DenseMatrix, classes, average)
    : oneAgainstRest(yTrue, yScore as DenseMatrix, classes, average, weights)
}

function checkColumns(
  who: string,
  classes: readonly Label[],
  present: readonly Label[],
  yScore: RowScores,
  options: RocAucOptions,
): void {
  const columns = isMatrix(yScore) ? yScore.columns : 1
  const wrong: string[] = []
  if (columns !== classes.length) {
    wrong.push(
      `yScore has ${columns} columns for the ${classes.length} classes ${listed(classes)}; a column a class is needed, and labels where yTrue lacks one`,
    )
  }
  const unknown = present.filter((label) => !classes.includes(label))
  if (unknown.length > 0) wrong.push(`yTrue has ${listed(unknown)}, which labels lacks`)
  const missing = classes.filter((label) => !present.includes(label))
  if (missing.length > 0 && options.multiClass !== 'ovo') {
    wrong.push(`yTrue has no row of ${listed(missing)}; each class against the rest needs rows of every class`)
  }
  if (options.multiClass === 'ovo' && options.sampleWeight) wrong.push("sampleWeight does not go with multiClass 'ovo'")
  if (wrong.length > 0) throw new SlipwayError('INVALID_INPUT', `${who}: ${wrong.join('; ')}.`)
}

function oneAgainstRest(
  yTrue: readonly Label[],
  scores: DenseMatrix,
  classes: readonly Label[],
  average: 'macro' | 'weighted',
  weights: Float64Array | undefined,
): number {
  const areas = classes.map((label, k) => areaUnderRoc(isLabel(yTrue, label), columnOf(scores, k), weights))
  if (average === 'macro') return weightedMean(areas, undefined)
  const shares = classes.map((label) =>
    yTrue.reduce<number>((sum, truth, i) => (truth === label ? sum + (weights ? weights[i] : 1) : sum), 0),
  )
  return weightedMean(areas, shares)
}

function oneAgainstOne(
  yTrue: readonly Label[],
  scores: DenseMatrix,
  classes: readonly Label[],
  average: 'macro' | 'weighted',
): number {
  const rowsOfClass = classes.map((label) => yTrue.flatMap((truth, i) => (truth === label ? [i] : [])))
  const areas: number[] = []
  const shares: number[] = []
  for (let a = 0; a < classes.length; a++) {
    for (let b = a + 1; b < classes.length; b++) {
      const rowsA = rowsOfClass[a]
      const rows = [...rowsA, ...rowsOfClass[b]]
      if (rowsA.length === 0 || rowsA.length === rows.length) continue
      const scoreOf = (k: number) => rows.map((row) => scores.values[row * scores.columns + k])
      const first = areaUnderRoc((i) => i < rowsA.length, scoreOf(a), undefined)
      const second = areaUnderRoc((i) => i >= rowsA.length, scoreOf(b), undefined)
      areas.push((first + second) / 2)
      shares.push(rows.length)
    }
  }
  return weightedMean(areas, average === 'weighted' ? shares : undefined)
}

/** By trapezoids over the counts, so that ties count half. */
function areaUnderRoc(
  isPositive: (row: number) => boolean,
  scores: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): number {
  const { truePositives: tp, falsePositives: fp } = countsAtThresholds(isPositive, scores, weights)
  let area = 0
  for (let k = 0; k < tp.length; k++) {
    area += ((fp[k] - (fp[k - 1] ?? 0)) * (tp[k] + (tp[k - 1] ?? 0))) / 2
  }
  return area / (tp.at(-1)! * fp.at(-1)!)
}
