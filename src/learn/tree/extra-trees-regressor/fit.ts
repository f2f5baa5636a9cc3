import type { FitOptions, Matrix } from '../../contract.ts'
import { fitNumberForest } from '../forest/fit-numbers.ts'
import type { ExtraTreesRegressor } from './estimator.ts'
import { ExtraTreesRegressorModel } from './model.ts'

export function fit(
  settings: ExtraTreesRegressor['options'],
  X: Matrix,
  y: ArrayLike<number>,
  options: FitOptions,
): ExtraTreesRegressorModel {
  return new ExtraTreesRegressorModel(fitNumberForest(ExtraTreesRegressorModel.kind, settings, X, y, options, true))
}
