import type { Matrix, Parts, RegressorModel } from '../../contract.ts'
import type { RegressionLoss } from '../boosting/regression-loss.ts'
import { BoostedTreesModel, type BoostedTreesState, boostedStateFromParts } from '../predict/boosted-trees-model.ts'

/** What a fit hands over; there is one decision, in the unit of the targets or, of a logarithm, in that of their logarithm. */
export interface HistGradientBoostingRegressorState extends BoostedTreesState {
  readonly loss: RegressionLoss
}

/** Fitted gradient boosting of a number: the decision z itself or, for `poisson` and `gamma`, e^z. */
export class HistGradientBoostingRegressorModel
  extends BoostedTreesModel
  implements RegressorModel, HistGradientBoostingRegressorState
{
  static readonly kind = 'HistGradientBoostingRegressor'
  readonly kind = HistGradientBoostingRegressorModel.kind
  readonly loss: RegressionLoss

  constructor(state: HistGradientBoostingRegressorState) {
    super(state)
    this.loss = state.loss
  }

  /**
   * NaN is a missing value, and so is a category that training did not know.
   * @throws INVALID_INPUT for infinities, codes that are none, or another number of columns than in training.
   */
  predict(X: Matrix): Float64Array {
    const z = this.decide(X)
    return this.loss === 'poisson' || this.loss === 'gamma' ? z.map(Math.exp) : z
  }

  toParts(): Parts {
    return this.partsWith({ loss: this.loss })
  }

  static fromParts(parts: Parts): HistGradientBoostingRegressorModel {
    return new HistGradientBoostingRegressorModel({
      loss: parts.config.loss as RegressionLoss,
      ...boostedStateFromParts(parts),
    })
  }
}
