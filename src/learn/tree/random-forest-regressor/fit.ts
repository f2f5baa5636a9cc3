import type { FitOptions, Matrix } from '../../contract.ts'
import { fitNumberForest } from '../forest/fit-numbers.ts'
import type { RandomForestRegressor } from './estimator.ts'
import { RandomForestRegressorModel } from './model.ts'

export function fit(
  settings: RandomForestRegressor['options'],
  X: Matrix,
  y: ArrayLike<number>,
  options: FitOptions,
): RandomForestRegressorModel {
  return new RandomForestRegressorModel(
    fitNumberForest(RandomForestRegressorModel.kind, settings, X, y, options, false),
  )
}
