import type { FitOptions, Matrix } from '../../contract.ts'
import { checkRegressionInput } from '../../matrix-check.ts'
import { leastSquares } from '../least-squares.ts'
import type { Ridge } from './estimator.ts'
import { RidgeModel } from './model.ts'

export function fit(settings: Ridge['options'], X: Matrix, y: ArrayLike<number>, options: FitOptions): RidgeModel {
  checkRegressionInput(RidgeModel.kind, X, y, options)
  const solution = leastSquares({ X, y, ...settings, sampleWeight: options.sampleWeight })
  options.onProgress?.(1)
  return new RidgeModel(solution)
}
