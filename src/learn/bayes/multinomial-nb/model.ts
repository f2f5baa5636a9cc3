import type { LinearModel } from '../../abilities.ts'
import type { Parts } from '../../contract.ts'
import { type DiscreteNBState, discreteState } from '../discrete-nb-model.ts'
import { LinearNBModel } from '../linear-nb-model.ts'

/** A fitted multinomial naive Bayes; `featureLogProb` holds log P(column | class). */
export class MultinomialNBModel extends LinearNBModel {
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
