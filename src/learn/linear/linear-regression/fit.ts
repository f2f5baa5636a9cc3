import type { FitOptions, Matrix } from '../../contract.ts'
import { checkRegressionInput } from '../../matrix-check.ts'
import { leastSquares } from '../least-squares.ts'
import type { LinearRegression } from './estimator.ts'
import { LinearRegressionModel } from './model.ts'

export function fit(
  { fitIntercept }: LinearRegression['options'],
  X: Matrix,
  y: ArrayLike<number>,
  options: FitOptions,
): LinearRegressionModel {
  checkRegressionInput(LinearRegressionModel.kind, X, y, options)
  const solution = leastSquares({ X, y, alpha: 0, fitIntercept, sampleWeight: options.sampleWeight })
  options.onProgress?.(1)
  return new LinearRegressionModel(solution)
}
