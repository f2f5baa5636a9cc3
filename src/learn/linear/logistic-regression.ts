import { type Problem, SlipwayError } from '../../errors.ts'
import { rowWeights } from '../class-weight.ts'
import type { Classifier, FitOptions, Label, Matrix } from '../contract.ts'
import { encodeLabels } from '../labels.ts'
import { checkFitInput } from '../matrix-check.ts'
import { designOf } from './design.ts'
import { binaryLoss, softmaxLoss } from './logistic-loss.ts'
import { LogisticRegressionModel } from './logistic-regression-model.ts'
import { newton } from './newton.ts'
import type { LogisticRegressionOptions } from './options.ts'

/**
 * Logistic regression, binary or multinomial, with scikit-learn's objective
 *
 *   minimise  C Σ s_i ℓ_i  +  (1 − l1Ratio)/2 ‖w‖²  +  l1Ratio ‖w‖₁
 *
 * over the coefficients w and an intercept that is not penalised; s are sample weights times class weights.
 */
export class LogisticRegression implements Classifier<Matrix, LogisticRegressionModel> {
  readonly options: Required<Omit<LogisticRegressionOptions, 'classWeight'>> &
    Pick<LogisticRegressionOptions, 'classWeight'>

  /** @throws INVALID_OPTION */
  constructor(options: LogisticRegressionOptions = {}) {
    const { C = 1, l1Ratio = 0, fitIntercept = true, classWeight, tol = 1e-6, maxIter = 1000 } = options
    this.options = { C, l1Ratio, fitIntercept, classWeight, tol, maxIter }
    checkOptions(this.options)
  }

  /** @throws INVALID_INPUT for empty data, NaN, mismatched shapes or a single class. */
  fit(X: Matrix, y: readonly Label[], options: FitOptions = {}): LogisticRegressionModel {
    checkFitInput('LogisticRegression', X, y, options)
    const { C, l1Ratio, fitIntercept, classWeight, tol, maxIter } = this.options
    const labels = encodeLabels(y)
    const weights = rowWeights(labels, classWeight, options.sampleWeight)
    // Per unit of weight, so that `tol` means the same for ten rows and for a million.
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const shares = weights.map((weight) => weight / total)
    const K = labels.classes.length
    const loss = K === 2 ? binaryLoss(labels.codes, shares) : softmaxLoss(labels.codes, shares, K)
    const design = designOf(X, loss.outputs, fitIntercept)
    if (l1Ratio > 0) throw new SlipwayError('INVALID_OPTION', 'LogisticRegression: l1Ratio above 0 is not supported.')
    const { theta, converged, iterations } = newton(design, loss, 1 / (C * total), { tol, maxIter, ...options })
    return new LogisticRegressionModel({
      classes: labels.classes,
      ...coefficients(theta, X.columns, loss.outputs),
      converged,
      iterations,
    })
  }
}

/** From `(d, K)` with the intercepts behind to `(K, d)` and intercepts apart. */
function coefficients(theta: Float64Array, d: number, K: number): { coef: Float64Array; intercept: Float64Array } {
  const coef = new Float64Array(K * d)
  for (let j = 0; j < d; j++) for (let k = 0; k < K; k++) coef[k * d + j] = theta[j * K + k]!
  const intercept = new Float64Array(K)
  intercept.set(theta.subarray(d * K))
  return { coef, intercept }
}

function checkOptions({ C, l1Ratio, tol, maxIter, classWeight }: LogisticRegression['options']): void {
  const problems: Problem[] = []
  const expect = (holds: boolean, path: string, wanted: string, came: unknown): void => {
    if (!holds) problems.push({ path, message: `expected ${wanted}, got ${JSON.stringify(came) ?? String(came)}` })
  }
  expect(C > 0 && C < Number.POSITIVE_INFINITY, 'C', 'a number above 0', C)
  expect(l1Ratio >= 0 && l1Ratio <= 1, 'l1Ratio', 'a number from 0 to 1', l1Ratio)
  expect(tol > 0, 'tol', 'a number above 0', tol)
  expect(Number.isInteger(maxIter) && maxIter > 0, 'maxIter', 'a whole number above 0', maxIter)
  if (typeof classWeight === 'object') {
    for (const [label, weight] of Object.entries(classWeight)) {
      expect(weight >= 0 && weight < Number.POSITIVE_INFINITY, `classWeight.${label}`, 'a number of 0 or more', weight)
    }
  } else
    expect(
      classWeight === undefined || classWeight === 'balanced',
      'classWeight',
      '"balanced" or weights by label',
      classWeight,
    )
  if (problems.length === 0) return
  const said = problems.map(({ path, message }) => `${path}: ${message}`)
  throw new SlipwayError('INVALID_OPTION', `LogisticRegression: ${said.join('; ')}.`, { problems })
}
