import type { LinearModel } from '../../abilities.ts'
import { rowWeights } from '../../class-weight.ts'
import type { FitOptions, Label, Matrix } from '../../contract.ts'
import { encodeLabels } from '../../labels.ts'
import { toSparse, transpose } from '../../matrix.ts'
import { checkFitInput } from '../../matrix-check.ts'
import { coresToUse } from '../../parallel/pool.ts'
import { centre } from '../centre.ts'
import { designOf } from '../design.ts'
import { binaryLoss, softmaxLoss } from '../logistic-loss.ts'
import { newton } from '../newton.ts'
import { proximalNewton } from '../proximal-newton.ts'
import type { LogisticRegression } from './estimator.ts'
import { LogisticRegressionModel } from './model.ts'

type Settings = LogisticRegression['options']

export function fit(settings: Settings, X: Matrix, y: readonly Label[], options: FitOptions): LogisticRegressionModel {
  checkFitInput('LogisticRegression', X, y, options)
  const { C, l1Ratio, fitIntercept, classWeight } = settings
  const labels = encodeLabels(y)
  const K = labels.classes.length
  const weights = rowWeights(labels, classWeight, options.sampleWeight)
  // Per unit of weight, so that `tol` means the same for ten rows and for a million.
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  for (let i = 0; i < weights.length; i++) weights[i] /= total
  const loss = K === 2 ? binaryLoss(labels.codes, weights) : softmaxLoss(labels.codes, weights, K)
  const centred = fitIntercept ? centre(X) : { X, means: undefined }
  const design = designOf(centred.X, loss.outputs, fitIntercept)
  const start = new Float64Array(design.parameters)
  if (fitIntercept) start.set(priorIntercepts(labels.codes, weights, K), design.penalised)
  const penalty = { ridge: (1 - l1Ratio) / (C * total), lasso: l1Ratio / (C * total) }
  const { tol, maxIter, nJobs = coresToUse() } = settings
  const search = { tol, maxIter, threads: nJobs, onProgress: options.onProgress }
  const solution =
    l1Ratio === 0
      ? newton(design, loss, penalty.ridge, start, search)
      : proximalNewton(design, transpose(toSparse(centred.X)), loss, penalty, start, search)
  if (!solution.converged) warn(solution.iterations, settings, options)
  options.onProgress?.(1)
  return new LogisticRegressionModel({
    classes: labels.classes,
    ...coefficients(solution.theta, X.columns, loss.outputs, centred.means),
    converged: solution.converged,
    iterations: solution.iterations,
  })
}

function warn(iterations: number, { tol }: Settings, { onWarning = console.warn }: FitOptions): void {
  onWarning(
    `LogisticRegression: not converged to tol ${tol} after ${iterations} iterations; scale the columns to a similar range, lower C, or raise maxIter or tol.`,
  )
}

/** The intercepts that are right when nothing else is known: log odds, or logs of the fractions of the classes around their mean. */
function priorIntercepts(codes: Int32Array, weights: Float64Array, K: number): Float64Array {
  const share = new Float64Array(K)
  for (let i = 0; i < codes.length; i++) share[codes[i]] += weights[i]
  // A class without weight would start at minus infinity.
  const logs = share.map((sum) => Math.log(Math.max(sum, 1e-6)))
  if (K === 2) return Float64Array.of(logs[1] - logs[0])
  const mean = logs.reduce((sum, log) => sum + log, 0) / K
  return logs.map((log) => log - mean)
}

/**
 * From `(d, K)` with the intercepts behind to `(K, d)` and intercepts apart; where the columns' means were taken off,
 * they go into the intercepts.
 */
function coefficients(theta: Float64Array, d: number, K: number, means: Float64Array | undefined): LinearModel {
  const coef = new Float64Array(K * d)
  const intercept = new Float64Array(K)
  intercept.set(theta.subarray(d * K))
  for (let j = 0; j < d; j++) {
    for (let k = 0; k < K; k++) {
      coef[k * d + j] = theta[j * K + k]
      if (means) intercept[k] -= means[j] * theta[j * K + k]
    }
  }
  if (K === 1) return { coef, intercept }
  // The same for every class changes no probability: of all such intercepts, those that sum to 0.
  const shift = intercept.reduce((sum, b) => sum + b, 0) / K
  return { coef, intercept: intercept.map((b) => b - shift) }
}
