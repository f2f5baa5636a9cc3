import type { Parts } from '../../contract.ts'
import { linearRegressorState } from '../linear-regressor-model.ts'
import { LogLinkModel } from '../log-link-model.ts'

export class PoissonRegressorModel extends LogLinkModel {
  static readonly kind = 'PoissonRegressor'
  readonly kind = PoissonRegressorModel.kind

  static fromParts(parts: Parts): PoissonRegressorModel {
    return new PoissonRegressorModel(linearRegressorState(parts))
  }
}
