import type { FitOptions, Matrix } from '../../contract.ts'
import { checkRegressionInput } from '../../matrix-check.ts'
import { keepRows } from '../keep-rows.ts'
import type { KNeighborsRegressor } from './estimator.ts'
import { KNeighborsRegressorModel } from './model.ts'

/** Fitting keeps the rows. */
export function fit(
  settings: KNeighborsRegressor['options'],
  X: Matrix,
  y: ArrayLike<number>,
  options: FitOptions,
): KNeighborsRegressorModel {
  checkRegressionInput(KNeighborsRegressorModel.kind, X, y, options)
  const kept = keepRows(KNeighborsRegressorModel.kind, X, settings.nNeighbors, options.sampleWeight)
  options.onProgress?.(1)
  return new KNeighborsRegressorModel({ ...settings, targets: Float64Array.from(y), ...kept })
}
