import type { FitOptions, Matrix } from '../../contract.ts'
import { checkRegressionInput } from '../../matrix-check.ts'
import { fitLogLink, gammaLoss } from '../log-link.ts'
import { warnUnlessConverged } from '../warn-unless-converged.ts'
import type { GammaRegressor } from './estimator.ts'
import { GammaRegressorModel } from './model.ts'

export function fit(
  settings: GammaRegressor['options'],
  X: Matrix,
  y: ArrayLike<number>,
  options: FitOptions,
): GammaRegressorModel {
  checkRegressionInput(GammaRegressorModel.kind, X, y, { ...options, above: 0 })
  const solution = fitLogLink({ X, y, ...settings, loss: gammaLoss, sampleWeight: options.sampleWeight })
  warnUnlessConverged(GammaRegressorModel.kind, solution, options)
  options.onProgress?.(1)
  return new GammaRegressorModel(solution)
}
