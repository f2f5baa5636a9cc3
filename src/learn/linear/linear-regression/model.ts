import type { Parts } from '../../contract.ts'
import { LinearRegressorModel, linearRegressorState } from '../linear-regressor-model.ts'

export class LinearRegressionModel extends LinearRegressorModel {
  static readonly kind = 'LinearRegression'
  readonly kind = LinearRegressionModel.kind

  static fromParts(parts: Parts): LinearRegressionModel {
    return new LinearRegressionModel(linearRegressorState(parts))
  }
}
