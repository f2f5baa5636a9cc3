import type { FitOptions, Label, Matrix } from '../../contract.ts'
import { fitClassForest } from '../forest/fit-classes.ts'
import type { ExtraTreesClassifier } from './estimator.ts'
import { ExtraTreesClassifierModel } from './model.ts'

export function fit(
  settings: ExtraTreesClassifier['options'],
  X: Matrix,
  y: readonly Label[],
  options: FitOptions,
): ExtraTreesClassifierModel {
  return new ExtraTreesClassifierModel(fitClassForest(ExtraTreesClassifierModel.kind, settings, X, y, options, true))
}
