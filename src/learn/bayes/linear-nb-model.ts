import type { Contributions, LinearForm, LinearModel } from '../abilities.ts'
import type { Matrix } from '../contract.ts'
import { linearContributions, logisticForm, oneDecision } from '../linear/linear-form.ts'
import { checkMatrix } from '../matrix-check.ts'
import { DiscreteNBModel } from './discrete-nb-model.ts'

/** A naive Bayes model whose joint log-likelihood is a weighted sum of the columns themselves. */
export abstract class LinearNBModel extends DiscreteNBModel {
  /** Of two classes the second's log-likelihood less the first's; of more, each one's above their mean. */
  linearDecision(): LinearModel {
    return oneDecision(this.linear)
  }

  linearForm(): LinearForm {
    return logisticForm(this.linearDecision())
  }

  /** @throws INVALID_INPUT */
  contributions(X: Matrix): Contributions {
    checkMatrix(this.kind, X, { columns: this.featureLogProb.columns })
    return linearContributions(this.linearDecision(), X)
  }
}
