import type { Parts } from '../../contract.ts'
import { LinearRegressorModel, linearRegressorState } from '../linear-regressor-model.ts'

export class LassoModel extends LinearRegressorModel {
  static readonly kind = 'Lasso'
  readonly kind = LassoModel.kind

  static fromParts(parts: Parts): LassoModel {
    return new LassoModel(linearRegressorState(parts))
  }
}
