import type { FitOptions, Matrix } from '../../contract.ts'
import { checkRegressionInput } from '../../matrix-check.ts'
import { penalisedLeastSquares } from '../penalised-least-squares.ts'
import { warnUnlessConverged } from '../warn-unless-converged.ts'
import type { ElasticNet } from './estimator.ts'
import { ElasticNetModel } from './model.ts'

export function fit(
  settings: ElasticNet['options'],
  X: Matrix,
  y: ArrayLike<number>,
  options: FitOptions,
): ElasticNetModel {
  checkRegressionInput(ElasticNetModel.kind, X, y, options)
  const solution = penalisedLeastSquares({ X, y, ...settings, sampleWeight: options.sampleWeight })
  warnUnlessConverged(ElasticNetModel.kind, solution, options)
  options.onProgress?.(1)
  return new ElasticNetModel(solution)
}
