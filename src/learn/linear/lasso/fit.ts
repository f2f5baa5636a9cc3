import type { FitOptions, Matrix } from '../../contract.ts'
import { checkRegressionInput } from '../../matrix-check.ts'
import { penalisedLeastSquares } from '../penalised-least-squares.ts'
import { warnUnlessConverged } from '../warn-unless-converged.ts'
import type { Lasso } from './estimator.ts'
import { LassoModel } from './model.ts'

export function fit(settings: Lasso['options'], X: Matrix, y: ArrayLike<number>, options: FitOptions): LassoModel {
  checkRegressionInput(LassoModel.kind, X, y, options)
  const solution = penalisedLeastSquares({ X, y, ...settings, l1Ratio: 1, sampleWeight: options.sampleWeight })
  warnUnlessConverged(LassoModel.kind, solution, options)
  options.onProgress?.(1)
  return new LassoModel(solution)
}
