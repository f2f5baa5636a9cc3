import type { Parts } from '../../contract.ts'
import { LinearRegressorModel, linearRegressorState } from '../linear-regressor-model.ts'

export class RidgeModel extends LinearRegressorModel {
  static readonly kind = 'Ridge'
  readonly kind = RidgeModel.kind

  static fromParts(parts: Parts): RidgeModel {
    return new RidgeModel(linearRegressorState(parts))
  }
}
