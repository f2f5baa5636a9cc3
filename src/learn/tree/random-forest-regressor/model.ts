import type { Parts } from '../../contract.ts'
import { NumberTreesModel } from '../predict/number-trees-model.ts'
import { treesStateFromParts } from '../predict/trees-model.ts'

/** A fitted forest of numbers: the mean of what the trees answer. */
export class RandomForestRegressorModel extends NumberTreesModel {
  static readonly kind = 'RandomForestRegressor'
  readonly kind = RandomForestRegressorModel.kind

  static fromParts(parts: Parts): RandomForestRegressorModel {
    return new RandomForestRegressorModel(treesStateFromParts(parts))
  }
}
