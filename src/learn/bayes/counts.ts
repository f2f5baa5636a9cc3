import { SlipwayError } from '../../errors.ts'
import { isSparse, type Label, type Matrix } from '../contract.ts'
import { encodeLabels } from '../labels.ts'

/** What the discrete naive Bayes models learn from: weighted sums of the rows of each class. */
export interface ClassCounts {
  readonly classes: readonly Label[]
  /** Rows (or weight) of each class, shape `(classes,)`. */
  readonly classCount: Float64Array
  /** Σ of each column over the rows of each class, times their weights, shape `(classes, d)`. */
  readonly featureCount: Float64Array
}

/** Sums the rows of each class in one pass over the entries. */
export function countByClass(X: Matrix, y: readonly Label[], sampleWeight: ArrayLike<number> | undefined): ClassCounts {
  const { classes, codes } = encodeLabels(y)
  const d = X.columns
  const classCount = new Float64Array(classes.length)
  const featureCount = new Float64Array(classes.length * d)
  for (let i = 0; i < X.rows; i++) {
    const weight = sampleWeight ? sampleWeight[i]! : 1
    const start = codes[i]! * d
    classCount[codes[i]!]! += weight
    if (isSparse(X)) {
      for (let e = X.indptr[i]!; e < X.indptr[i + 1]!; e++) {
        featureCount[start + X.indices[e]!]! += weight * X.values[e]!
      }
    } else {
      for (let j = 0; j < d; j++) featureCount[start + j]! += weight * X.values[i * d + j]!
    }
  }
  return { classes, classCount, featureCount }
}

export interface PriorOptions {
  readonly fitPrior: boolean
  readonly classPrior: readonly number[] | undefined
}

/**
 * log P(class): as given, or by each class's share of the rows, or the same for all.
 *
 * @throws INVALID_OPTION where the given priors are not one for each class.
 */
export function classLogPriorOf(who: string, counts: ClassCounts, options: PriorOptions): Float64Array {
  const { classes, classCount } = counts
  if (options.classPrior) {
    if (options.classPrior.length !== classes.length) {
      throw new SlipwayError(
        'INVALID_OPTION',
        `${who}: classPrior has ${options.classPrior.length} entries, the data ${classes.length} classes; give one for each, in sorted order.`,
      )
    }
    return Float64Array.from(options.classPrior, Math.log)
  }
  if (!options.fitPrior) return new Float64Array(classes.length).fill(-Math.log(classes.length))
  const logTotal = Math.log(classCount.reduce((sum, count) => sum + count, 0))
  return classCount.map((count) => Math.log(count) - logTotal)
}

/** Smoothing of 0 is taken as this: with it every logarithm is finite, and no seen feature notices. */
const smallestAlpha = 1e-10

/**
 * Checks the smoothing and the priors of an estimator once, in its constructor.
 *
 * @throws INVALID_OPTION with everything that is wrong.
 */
export function checkDiscreteOptions(
  who: string,
  { alpha = 1, classPrior }: { readonly alpha?: number; readonly classPrior?: readonly number[] },
): number {
  const wrong: string[] = []
  if (!(alpha >= 0 && alpha < Number.POSITIVE_INFINITY)) wrong.push(`alpha is ${alpha}, expected a number of 0 or more`)
  if (classPrior?.some((prior) => !(prior >= 0 && prior <= 1))) {
    wrong.push(`classPrior is [${classPrior.join(', ')}], expected probabilities from 0 to 1`)
  }
  if (wrong.length > 0) throw new SlipwayError('INVALID_OPTION', `${who}: ${wrong.join('; ')}.`)
  return Math.max(alpha, smallestAlpha)
}
