import { SlipwayError } from '../../errors.ts'
import { type DenseMatrix, type FitOptions, isSparse, type Label, type Matrix } from '../contract.ts'
import { encodeLabels } from '../labels.ts'
import type { DiscreteNBState } from './discrete-nb-model.ts'
import type { DiscreteNBOptions } from './options.ts'

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

/** The options of a naive Bayes on counts, checked, and the work that they have in common. */
export class DiscreteNB {
  readonly who: string
  readonly alpha: number
  readonly #fitPrior: boolean
  readonly #classPrior: readonly number[] | undefined

  /** @throws INVALID_OPTION with everything that is wrong. */
  constructor(who: string, { alpha = 1, fitPrior = true, classPrior }: DiscreteNBOptions) {
    const wrong: string[] = []
    if (!(alpha >= 0 && alpha < Number.POSITIVE_INFINITY)) {
      wrong.push(`alpha is ${alpha}, expected a number of 0 or more`)
    }
    if (classPrior?.some((prior) => !(prior >= 0 && prior <= 1))) {
      wrong.push(`classPrior is [${classPrior.join(', ')}], expected probabilities from 0 to 1`)
    }
    if (wrong.length > 0) throw new SlipwayError('INVALID_OPTION', `${who}: ${wrong.join('; ')}.`)
    this.who = who
    this.alpha = Math.max(alpha, smallestAlpha)
    this.#fitPrior = fitPrior
    this.#classPrior = classPrior
  }

  /** The state of a model, from the counts and a function that makes log-probabilities of them. */
  state(counts: ClassCounts, featureLogProb: DenseMatrix): DiscreteNBState {
    if (!featureLogProb.values.every(Number.isFinite)) {
      throw new SlipwayError(
        'INVALID_INPUT',
        `${this.who}: the sum of a column is beyond what a number can hold (1.8e308); divide the counts first.`,
      )
    }
    return { classes: counts.classes, classLogPrior: this.#logPrior(counts), featureLogProb }
  }

  /** log P(class): as given, or by each class's share of the rows, or the same for all. */
  #logPrior({ classes, classCount }: ClassCounts): Float64Array {
    const given = this.#classPrior
    if (given && given.length !== classes.length) {
      throw new SlipwayError(
        'INVALID_OPTION',
        `${this.who}: classPrior has ${given.length} entries for ${classes.length} classes; give one for each, in sorted order.`,
      )
    }
    if (given) return Float64Array.from(given, Math.log)
    if (!this.#fitPrior) return new Float64Array(classes.length).fill(-Math.log(classes.length))
    const logTotal = Math.log(classCount.reduce((sum, count) => sum + count, 0))
    return classCount.map((count) => Math.log(count) - logTotal)
  }
}

/** Sums the rows of each class in one pass over the entries, which have been checked. */
export function countByClass(X: Matrix, y: readonly Label[], { sampleWeight }: FitOptions): ClassCounts {
  const { classes, codes } = encodeLabels(y)
  const d = X.columns
  const classCount = new Float64Array(classes.length)
  const values = new Float64Array(classes.length * d)
  for (let i = 0; i < X.rows; i++) {
    const weight = sampleWeight ? sampleWeight[i]! : 1
    const first = codes[i]! * d
    classCount[codes[i]!]! += weight
    if (isSparse(X)) {
      const end = X.indptr[i + 1]!
      for (let e = X.indptr[i]!; e < end; e++) values[first + X.indices[e]!]! += weight * X.values[e]!
    } else {
      for (let j = 0; j < d; j++) values[first + j]! += weight * X.values[i * d + j]!
    }
  }
  return { classes, classCount, featureCount: { rows: classes.length, columns: d, values } }
}
