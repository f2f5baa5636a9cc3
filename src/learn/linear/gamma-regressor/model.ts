import type { Parts } from '../../contract.ts'
import { linearRegressorState } from '../linear-regressor-model.ts'
import { LogLinkModel } from '../log-link-model.ts'

export class GammaRegressorModel extends LogLinkModel {
  static readonly kind = 'GammaRegressor'
  readonly kind = GammaRegressorModel.kind

  static fromParts(parts: Parts): GammaRegressorModel {
    return new GammaRegressorModel(linearRegressorState(parts))
  }
}
