import type { LinearModel } from '../../abilities.ts'
import type { Parts } from '../../contract.ts'
import { type DiscreteNBState, discreteState } from '../discrete-nb-model.ts'
import { LinearNBModel } from '../linear-nb-model.ts'

/**
 * A fitted complement naive Bayes; `featureLogProb` holds −log P(column | all other classes), normalised with `norm`.
 * The priors are kept but, as in the paper, do not take part in the decision.
 */
export class ComplementNBModel extends LinearNBModel {
  static readonly kind = 'ComplementNB'
  readonly kind = ComplementNBModel.kind
  readonly linear: LinearModel

  constructor(state: DiscreteNBState) {
    super(state)
    this.linear = { coef: state.featureLogProb.values, intercept: new Float64Array(state.classes.length) }
  }

  static fromParts(parts: Parts): ComplementNBModel {
    return new ComplementNBModel(discreteState(parts))
  }
}
