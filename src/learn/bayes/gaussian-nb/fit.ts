import { SlipwayError } from '../../../errors.ts'
import type { Classifier, DenseMatrix, FitOptions, Label, Matrix } from '../../contract.ts'
import { forEachRow } from '../../each-row.ts'
import { encodeLabels } from '../../labels.ts'
import { checkFitInput } from '../../matrix-check.ts'
import type { GaussianNBOptions } from '../options.ts'
import { GaussianNBModel } from './model.ts'

/**
 * Naive Bayes for measurements: every column is normally distributed within each class, whatever the others say.
 *
 *   log P(class | x) = log P(class) + Σⱼ log N(xⱼ; θ_class,j, σ²_class,j + ε) + constant
 *
 * with ε a share of the largest column's variance (over all rows, unweighted), so that a column that is constant within a class still has a width.
 * Four passes over the rows: O(n d) time, O(classes · d) memory.
 * Source: Chan, Golub & LeVeque (1983), The American Statistician 37(3), on why the mean comes first and the squares second.
 */
export class GaussianNB implements Classifier<Matrix, GaussianNBModel> {
  readonly options: GaussianNBOptions
  readonly #priors: readonly number[] | undefined
  readonly #varSmoothing: number

  /** @throws INVALID_OPTION for a value outside its range. */
  constructor(options: GaussianNBOptions = {}) {
    this.options = options
    const { priors, varSmoothing = 1e-9 } = options
    const wrong: string[] = []
    if (!(varSmoothing > 0 && varSmoothing < Number.POSITIVE_INFINITY)) {
      wrong.push(`varSmoothing is ${varSmoothing}, expected a number above 0`)
    }
    const sum = priors?.reduce((total, prior) => total + prior, 0) ?? 1
    if (priors?.some((prior) => !(prior >= 0)) || !(Math.abs(sum - 1) < 1e-8)) {
      wrong.push(`priors is [${priors?.join(', ')}], expected numbers of 0 or more that sum to 1`)
    }
    if (wrong.length > 0) throw new SlipwayError('INVALID_OPTION', `GaussianNB: ${wrong.join('; ')}.`)
    this.#priors = priors
    this.#varSmoothing = varSmoothing
  }

  /**
   * @param X measurements, shape `(n, d)`, dense or sparse
   * @param y a label for each row, at least two different ones
   * @throws INVALID_INPUT for empty data, NaN, mismatched shapes, a single class, or a variance beyond 1.8e308.
   */
  fit(X: Matrix, y: readonly Label[], options: FitOptions = {}): GaussianNBModel {
    checkFitInput(GaussianNBModel.kind, X, y, options)
    const { classes, codes } = encodeLabels(y)
    const weights = Float64Array.from(codes, (_, i) => options.sampleWeight?.[i] ?? 1)

    // Without the weights, as scikit-learn does: the numbers are the same, and a share of 1e-9 is no matter of weight.
    const whole = moments(X, new Int32Array(X.rows), 1, new Float64Array(X.rows).fill(1))
    checkVariance(whole.variance)
    const widest = whole.variance.values.reduce((most, variance) => Math.max(most, variance), 0)
    // Where every column is constant there is no width to take a share of: any will do.
    const epsilon = this.#varSmoothing * (widest || 1)
    const { count, theta, variance } = moments(X, codes, classes.length, weights)
    for (let e = 0; e < variance.values.length; e++) variance.values[e]! += epsilon
    checkVariance(variance)
    options.onProgress?.(1)
    return new GaussianNBModel({ classes, classPrior: this.#priorsOf(classes, count), theta, variance })
  }

  #priorsOf(classes: readonly Label[], count: Float64Array): Float64Array {
    const given = this.#priors
    if (given && given.length !== classes.length) {
      throw new SlipwayError(
        'INVALID_OPTION',
        `GaussianNB: priors has ${given.length} entries for ${classes.length} classes; give one for each, in sorted order.`,
      )
    }
    const total = count.reduce((sum, weight) => sum + weight, 0)
    return given ? Float64Array.from(given) : count.map((weight) => weight / total)
  }
}

/** The weight, the mean and the variance of each column in each group of rows; 0 for a group without weight. */
function moments(X: Matrix, groups: Int32Array, K: number, weights: Float64Array) {
  const d = X.columns
  const count = new Float64Array(K)
  const theta = new Float64Array(K * d)
  const variance = new Float64Array(K * d)
  forEachRow(X, (row, i) => {
    const first = groups[i]! * d
    count[groups[i]!]! += weights[i]!
    for (let j = 0; j < d; j++) theta[first + j]! += weights[i]! * row[j]!
  })
  divide(theta, count, d)
  forEachRow(X, (row, i) => {
    const first = groups[i]! * d
    for (let j = 0; j < d; j++) variance[first + j]! += weights[i]! * (row[j]! - theta[first + j]!) ** 2
  })
  divide(variance, count, d)
  const matrix = (values: Float64Array): DenseMatrix => ({ rows: K, columns: d, values })
  return { count, theta: matrix(theta), variance: matrix(variance) }
}

function divide(sums: Float64Array, count: Float64Array, d: number): void {
  for (let e = 0; e < sums.length; e++) sums[e]! /= count[Math.floor(e / d)]! || 1
}

function checkVariance({ columns, values }: DenseMatrix): void {
  const at = values.findIndex((variance) => !Number.isFinite(variance))
  if (at < 0) return
  throw new SlipwayError(
    'INVALID_INPUT',
    `GaussianNB: the variance of column ${at % columns} is beyond what a number can hold (1.8e308); scale the column first.`,
  )
}
