import { SlipwayError } from '../../../errors.ts'
import type { FitOptions, Matrix } from '../../contract.ts'
import { checkRegressionInput } from '../../matrix-check.ts'
import { fitLogLink, poissonLoss } from '../log-link.ts'
import { warnUnlessConverged } from '../warn-unless-converged.ts'
import type { PoissonRegressor } from './estimator.ts'
import { PoissonRegressorModel } from './model.ts'

export function fit(
  settings: PoissonRegressor['options'],
  X: Matrix,
  y: ArrayLike<number>,
  options: FitOptions,
): PoissonRegressorModel {
  checkRegressionInput(PoissonRegressorModel.kind, X, y, { ...options, least: 0 })
  if (Array.prototype.every.call(y, (target) => target === 0)) {
    throw new SlipwayError('INVALID_INPUT', 'PoissonRegressor: y: expected some target above 0, got 0 alone.')
  }
  const solution = fitLogLink({ X, y, ...settings, loss: poissonLoss, sampleWeight: options.sampleWeight })
  warnUnlessConverged(PoissonRegressorModel.kind, solution, options)
  options.onProgress?.(1)
  return new PoissonRegressorModel(solution)
}
