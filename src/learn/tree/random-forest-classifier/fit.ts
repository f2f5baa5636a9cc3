import type { FitOptions, Label, Matrix } from '../../contract.ts'
import { fitClassForest } from '../forest/fit-classes.ts'
import type { RandomForestClassifier } from './estimator.ts'
import { RandomForestClassifierModel } from './model.ts'

export function fit(
  settings: RandomForestClassifier['options'],
  X: Matrix,
  y: readonly Label[],
  options: FitOptions,
): RandomForestClassifierModel {
  return new RandomForestClassifierModel(
    fitClassForest(RandomForestClassifierModel.kind, settings, X, y, options, false),
  )
}
