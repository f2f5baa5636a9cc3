import { SlipwayError } from '../../../errors.ts'
import type { DenseMatrix, FitOptions, Label, Matrix } from '../../contract.ts'
import { forEachRow } from '../../each-row.ts'
import { checkPerClass } from '../../estimator/per-class.ts'
import { encodeLabels } from '../../labels.ts'
import { checkFitInput } from '../../matrix-check.ts'
import type { GaussianNB } from './estimator.ts'
import { GaussianNBModel } from './model.ts'

export function fit(
  { priors, varSmoothing }: GaussianNB['options'],
  X: Matrix,
  y: readonly Label[],
  options: FitOptions,
): GaussianNBModel {
  checkFitInput(GaussianNBModel.kind, X, y, options)
  const { classes, codes } = encodeLabels(y)
  checkPerClass(GaussianNBModel.kind, 'priors', priors, classes)
  const weights = Float64Array.from(codes, (_, i) => options.sampleWeight?.[i] ?? 1)

  // Without the weights, as scikit-learn does: the numbers are the same, and weights do not matter to a fraction of 1e-9.
  const whole = moments(X, new Int32Array(X.rows), 1, new Float64Array(X.rows).fill(1))
  checkVariance(whole.variance)
  const widest = whole.variance.values.reduce((most, variance) => Math.max(most, variance), 0)
  // Where every column is constant there is no variance to take a fraction of: any value will do.
  const epsilon = varSmoothing * (widest || 1)
  const { count, theta, variance } = moments(X, codes, classes.length, weights)
  for (let e = 0; e < variance.values.length; e++) variance.values[e] += epsilon
  checkVariance(variance)
  options.onProgress?.(1)
  return new GaussianNBModel({
    classes,
    classPrior: priors ? Float64Array.from(priors) : shares(count),
    theta,
    variance,
  })
}

function shares(count: Float64Array): Float64Array {
  const total = count.reduce((sum, weight) => sum + weight, 0)
  return count.map((weight) => weight / total)
}

/** The weight, the mean and the variance of each column in each group of rows; 0 for a group without weight. */
function moments(X: Matrix, groups: Int32Array, K: number, weights: Float64Array) {
  const d = X.columns
  const count = new Float64Array(K)
  const theta = new Float64Array(K * d)
  const variance = new Float64Array(K * d)
  forEachRow(X, (row, i) => {
    const first = groups[i] * d
    count[groups[i]] += weights[i]
    for (let j = 0; j < d; j++) theta[first + j] += weights[i] * row[j]
  })
  divide(theta, count, d)
  forEachRow(X, (row, i) => {
    const first = groups[i] * d
    for (let j = 0; j < d; j++) variance[first + j] += weights[i] * (row[j] - theta[first + j]) ** 2
  })
  divide(variance, count, d)
  const matrix = (values: Float64Array): DenseMatrix => ({ rows: K, columns: d, values })
  return { count, theta: matrix(theta), variance: matrix(variance) }
}

function divide(sums: Float64Array, count: Float64Array, d: number): void {
  for (let e = 0; e < sums.length; e++) sums[e] /= count[Math.floor(e / d)] || 1
}

function checkVariance({ columns, values }: DenseMatrix): void {
  const at = values.findIndex((variance) => !Number.isFinite(variance))
  if (at < 0) return
  throw new SlipwayError(
    'INVALID_INPUT',
    `GaussianNB: the variance of column ${at % columns} is beyond what a number can hold (1.8e308); scale the column first.`,
  )
}
