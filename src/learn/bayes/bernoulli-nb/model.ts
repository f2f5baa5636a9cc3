import type { Contributions, LinearModel } from '../../abilities.ts'
import type { DenseMatrix, Matrix, Parts } from '../../contract.ts'
import { linearContributions, oneDecision } from '../../linear/linear-form.ts'
import { linearDecision } from '../../linear/linear-model.ts'
import { checkMatrix } from '../../matrix-check.ts'
import { DiscreteNBModel, type DiscreteNBState, discreteState } from '../discrete-nb-model.ts'

export interface BernoulliNBState extends DiscreteNBState {
  /** Entries above this are present. */
  readonly binarize: number
}

/**
 * A fitted Bernoulli naive Bayes; `featureLogProb` holds log P(column present | class). An absent column counts too,
 * with log(1 − P). `linear` is in terms of presence: 1 for an entry above `binarize`, else 0.
 */
export class BernoulliNBModel extends DiscreteNBModel {
  static readonly kind = 'BernoulliNB'
  readonly kind = BernoulliNBModel.kind
  readonly binarize: number
  readonly linear: LinearModel

  constructor(state: BernoulliNBState) {
    super(state)
    this.binarize = state.binarize
    this.linear = presenceWeights(state)
  }

  /** @throws INVALID_INPUT for NaN, or another number of columns than in training. */
  override jointLogLikelihood(X: Matrix): DenseMatrix {
    checkMatrix(this.kind, X, { columns: this.featureLogProb.columns })
    return linearDecision(this.linear, presence(X, this.binarize))
  }

  /** What each column's presence added. @throws INVALID_INPUT */
  contributions(X: Matrix): Contributions {
    checkMatrix(this.kind, X, { columns: this.featureLogProb.columns })
    return linearContributions(oneDecision(this.linear), presence(X, this.binarize))
  }

  override toParts(): Parts {
    const parts = super.toParts()
    return { ...parts, config: { ...parts.config, binarize: this.binarize } }
  }

  static fromParts(parts: Parts): BernoulliNBModel {
    return new BernoulliNBModel({ ...discreteState(parts), binarize: parts.config.binarize as number })
  }
}

/** 1 for each entry above the threshold (which is 0 or more), 0 for the others. */
export function presence(X: Matrix, threshold: number): Matrix {
  const values = new Float64Array(X.values.length)
  for (let e = 0; e < values.length; e++) if (X.values[e] > threshold) values[e] = 1
  return { ...X, values }
}

/**
 * From Σⱼ xⱼ log pⱼ + (1 − xⱼ) log(1 − pⱼ) to one weight a column and what is left for a row without any:
 * coef = log p − log(1 − p), intercept = log P(class) + Σⱼ log(1 − pⱼ).
 */
function presenceWeights({ classLogPrior, featureLogProb }: DiscreteNBState): LinearModel {
  const { rows, columns, values } = featureLogProb
  const coef = new Float64Array(values.length)
  const intercept = classLogPrior.slice()
  for (let k = 0; k < rows; k++) {
    for (let e = k * columns; e < (k + 1) * columns; e++) {
      // Without smoothing to speak of, a column that is always there has p = 1, and log(0) would be no number to add.
      const logAbsent = Math.log(Math.max(-Math.expm1(values[e]), 1e-300))
      coef[e] = values[e] - logAbsent
      intercept[k] += logAbsent
    }
  }
  return { coef, intercept }
}
