import type { Parts } from '../../contract.ts'
import { NumberTreesModel } from '../predict/number-trees-model.ts'
import { treesStateFromParts } from '../predict/trees-model.ts'

/** A fitted regression tree: the mean of the training targets in the leaf. */
export class DecisionTreeRegressorModel extends NumberTreesModel {
  static readonly kind = 'DecisionTreeRegressor'
  readonly kind = DecisionTreeRegressorModel.kind

  static fromParts(parts: Parts): DecisionTreeRegressorModel {
    return new DecisionTreeRegressorModel(treesStateFromParts(parts))
  }
}
