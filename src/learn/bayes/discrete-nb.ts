import { SlipwayError } from '../../errors.ts'
import { type DenseMatrix, type FitOptions, isSparse, type Label, type Matrix } from '../contract.ts'
import type { SettingsOf } from '../estimator/option.ts'
import { checkPerClass } from '../estimator/per-class.ts'
import { encodeLabels } from '../labels.ts'
import type { DiscreteNBState } from './discrete-nb-model.ts'
import type { discreteOptions } from './options.ts'

/** What the naive Bayes models of counts learn from: weighted sums over the rows of each class. */
export interface ClassCounts {
  readonly classes: readonly Label[]
  /** Rows (or weight) of each class, shape `(classes,)`. */
  readonly classCount: Float64Array
  /** Σ of each column over the rows of each class, times their weights, shape `(classes, d)`. */
  readonly featureCount: DenseMatrix
}

/** Smoothing of 0 is taken as this: with it every logarithm is finite, and no column that was seen notices. */
const smallestAlpha = 1e-10

type DiscreteSettings = SettingsOf<typeof discreteOptions>

export function smoothing({ alpha }: DiscreteSettings): number {
  return Math.max(alpha, smallestAlpha)
}

/**
 * The state of a model, from the counts and the log-probabilities that were made of them.
 *
 * @throws INVALID_OPTION for priors that are not one a class
 * @throws INVALID_INPUT for sums beyond what a number can hold
 */
export function stateOf(
  who: string,
  settings: DiscreteSettings,
  counts: ClassCounts,
  featureLogProb: DenseMatrix,
): DiscreteNBState {
  if (!featureLogProb.values.every(Number.isFinite)) {
    throw new SlipwayError(
      'INVALID_INPUT',
      `${who}: the sum of a column is beyond what a number can hold (1.8e308); divide the counts first.`,
    )
  }
  checkPerClass(who, 'classPrior', settings.classPrior, counts.classes)
  return { classes: counts.classes, classLogPrior: logPrior(settings, counts), featureLogProb }
}

/** log P(class): as given, or the fraction of rows of each class, or uniform. */
function logPrior({ classPrior, fitPrior }: DiscreteSettings, { classes, classCount }: ClassCounts): Float64Array {
  if (classPrior) return Float64Array.from(classPrior, Math.log)
  if (!fitPrior) return new Float64Array(classes.length).fill(-Math.log(classes.length))
  const logTotal = Math.log(classCount.reduce((sum, count) => sum + count, 0))
  return classCount.map((count) => Math.log(count) - logTotal)
}

/** Sums the rows of each class in one pass over the entries, which have been checked. */
export function countByClass(X: Matrix, y: readonly Label[], { sampleWeight }: FitOptions): ClassCounts {
  const { classes, codes } = encodeLabels(y)
  const d = X.columns
  const classCount = new Float64Array(classes.length)
  const values = new Float64Array(classes.length * d)
  for (let i = 0; i < X.rows; i++) {
    const weight = sampleWeight ? sampleWeight[i] : 1
    const first = codes[i] * d
    classCount[codes[i]] += weight
    if (isSparse(X)) {
      const end = X.indptr[i + 1]
      for (let e = X.indptr[i]; e < end; e++) values[first + X.indices[e]] += weight * X.values[e]
    } else {
      for (let j = 0; j < d; j++) values[first + j] += weight * X.values[i * d + j]
    }
  }
  return { classes, classCount, featureCount: { rows: classes.length, columns: d, values } }
}
