import type { Parts } from '../../contract.ts'
import type { LinearModel } from '../../linear/linear-model.ts'
import { DiscreteNBModel, type DiscreteNBState, discreteState } from '../discrete-nb-model.ts'

/** A fitted multinomial naive Bayes; `featureLogProb` holds log P(column | class). */
export class MultinomialNBModel extends DiscreteNBModel {
  static readonly kind = 'MultinomialNB'
  readonly kind = MultinomialNBModel.kind
  readonly linear: LinearModel

  constructor(state: DiscreteNBState) {
    super(state)
    this.linear = { coef: state.featureLogProb.values, intercept: state.classLogPrior }
  }

  static fromParts(parts: Parts): MultinomialNBModel {
    return new MultinomialNBModel(discreteState(parts))
  }
}
