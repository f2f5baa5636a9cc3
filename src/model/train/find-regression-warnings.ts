import { itemAt } from '../../values.ts'
import type { RegressionScores } from '../contract.ts'
import { columnsOf } from './columns-of.ts'
import { constantColumns, leftOutRows, sameColumns } from './row-warnings.ts'
import { seenInTraining } from './seen-in-training.ts'
import { isSorted } from './sorted-blocks.ts'
import type { TargetRows } from './target-rows.ts'

/** What training knows when it is done. */
export interface RegressionTraining {
  readonly scores: RegressionScores
  readonly rows: TargetRows
  /** Places of the rows that were learned from, and of those that were held out. */
  readonly train: Int32Array
  readonly test: Int32Array
  /** Whether the rows were held out at random. */
  readonly atRandom: boolean
}

const fewHeldOut = 30
/** An R² from which on it is more likely that something gives the target away. */
const tooGood = 0.999
/** So much neighbours in the file are alike where the target moves slowly along it. */
const alike = 0.7
/** Coverage may miss what is promised by so many standard errors. */
const standardErrors = 3

/** What whoever reads the scores has to know before they believe them, a sentence each. */
export function findRegressionWarnings(training: RegressionTraining): string[] {
  const { rows, scores, train, test } = training
  return [
    ...noBetterThanMean(scores),
    ...givenAway(training),
    ...sameColumns(rows.inputs),
    ...(scores.rows < fewHeldOut ? [`only ${scores.rows} rows were held out: the scores may be off by much`] : []),
    ...seenInTraining(rows, train, test),
    ...slowAlongFile(training),
    ...missedPromise(scores),
    ...constantColumns(rows),
    ...leftOutRows(rows, 'target'),
  ]
}

function noBetterThanMean(scores: RegressionScores): string[] {
  const { root_mean_squared_error: error, baseline_root_mean_squared_error: baseline } = scores
  if (error < baseline) return []
  return [
    `the error (RMSE ${error.toPrecision(4)}) is no smaller than that of always predicting the mean (${baseline.toPrecision(4)}): the features tell nothing about the target, or too few rows do`,
  ]
}

function givenAway({ scores, rows, train }: RegressionTraining): string[] {
  if ((scores.r2 ?? 0) < tooGood || scores.rows < fewHeldOut) return []
  const cells = rows.inputs as readonly { readonly [column: string]: unknown }[]
  const targets = Array.from(train, (place) => itemAt(rows.targets, place))
  const names = columnsOf(rows.inputs).filter((name) => {
    const values = Array.from(train, (place) => cells[place]?.[name])
    return (
      values.every((value) => typeof value === 'number') && correlation(values as number[], targets) ** 2 >= tooGood
    )
  })
  const why =
    names.length === 0
      ? 'something among the features may give the target away'
      : `${names.map((name) => JSON.stringify(name)).join(', ')} alone gives the target away`
  return [`R² ${scores.r2?.toFixed(4)} is nearly perfect: ${why}; is it known before the target is?`]
}

/** Rows held out at random then lie between rows with nearly the same target. */
function slowAlongFile({ rows: { inputs, targets }, atRandom }: RegressionTraining): string[] {
  const later = targets.subarray(1)
  if (!atRandom || targets.length < 50 || correlation(targets.subarray(0, -1), later) < alike) return []
  const cells = inputs as readonly { readonly [column: string]: unknown }[]
  const sorted = columnsOf(inputs).filter((name) => isSorted(cells.map((row) => row[name])))
  if (sorted.length === 0) return []
  const names = sorted.map((name) => JSON.stringify(name)).join(', ')
  return [
    `the rows are sorted by ${names} and the target moves slowly along it: rows held out at random lie between rows that were learned from, so that the scores flatter; hold out the latest rows (split: { by: 'time', column })`,
  ]
}

function missedPromise({ interval, rows }: RegressionScores): string[] {
  if (interval === undefined) return []
  const { level, coverage } = interval
  if (coverage >= level - standardErrors * Math.sqrt((level * (1 - level)) / rows)) return []
  return [
    `intervals promise ${percent(level)} and hold ${percent(coverage)} of the held-out targets: these rows are unlike those that the width was measured on`,
  ]
}

function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length
  const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value / n, 0)
  const [ofA, ofB] = [mean(a), mean(b)]
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    const [x, y] = [(a[i] ?? 0) - ofA, (b[i] ?? 0) - ofB]
    ab += x * y
    aa += x * x
    bb += y * y
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb)
}

function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)} %`
}
