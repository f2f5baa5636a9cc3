import type { Parts } from '../../contract.ts'
import { LinearRegressorModel, linearRegressorState } from '../linear-regressor-model.ts'

export class ElasticNetModel extends LinearRegressorModel {
  static readonly kind = 'ElasticNet'
  readonly kind = ElasticNetModel.kind

  static fromParts(parts: Parts): ElasticNetModel {
    return new ElasticNetModel(linearRegressorState(parts))
  }
}
