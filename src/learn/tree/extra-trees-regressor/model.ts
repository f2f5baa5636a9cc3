import type { Parts } from '../../contract.ts'
import { NumberTreesModel } from '../predict/number-trees-model.ts'
import { treesStateFromParts } from '../predict/trees-model.ts'

/** Fitted extremely randomised trees of numbers: the mean of what the trees answer. */
export class ExtraTreesRegressorModel extends NumberTreesModel {
  static readonly kind = 'ExtraTreesRegressor'
  readonly kind = ExtraTreesRegressorModel.kind

  static fromParts(parts: Parts): ExtraTreesRegressorModel {
    return new ExtraTreesRegressorModel(treesStateFromParts(parts))
  }
}
