import type { LinearModel } from '../abilities.ts'
import type { DenseMatrix, Label, Matrix, Parts } from '../contract.ts'
import { linearDecision } from '../linear/linear-model.ts'
import { checkMatrix } from '../matrix-check.ts'
import { BayesModel } from './bayes-model.ts'

/** What a fit on counts hands over. */
export interface DiscreteNBState {
  readonly classes: readonly Label[]
  /** log P(class), shape `(classes,)`. */
  readonly classLogPrior: Float64Array
  /** Shape `(classes, d)`; what it holds, the model says. */
  readonly featureLogProb: DenseMatrix
}

/** What the fitted naive Bayes models of counts share: a joint log-likelihood that is a weighted sum of the columns. */
export abstract class DiscreteNBModel extends BayesModel implements DiscreteNBState {
  readonly classLogPrior: Float64Array
  readonly featureLogProb: DenseMatrix
  /** The joint log-likelihood as `X coefᵀ + intercept`: what each column adds, for explaining. */
  abstract readonly linear: LinearModel

  constructor(state: DiscreteNBState) {
    super(state.classes)
    this.classLogPrior = state.classLogPrior
    this.featureLogProb = state.featureLogProb
  }

  /** @throws INVALID_INPUT for NaN, or another number of columns than in training. */
  jointLogLikelihood(X: Matrix): DenseMatrix {
    checkMatrix(this.kind, X, { columns: this.featureLogProb.columns })
    return linearDecision(this.linear, X)
  }

  toParts(): Parts {
    const { rows, columns, values } = this.featureLogProb
    return {
      kind: this.kind,
      config: { classes: this.classes },
      tensors: {
        classLogPrior: { shape: [rows], data: this.classLogPrior },
        featureLogProb: { shape: [rows, columns], data: values },
      },
    }
  }
}

/** The state that `toParts` wrote. */
export function discreteState({ config, tensors }: Parts): DiscreteNBState {
  const { classLogPrior, featureLogProb } = tensors
  const [rows, columns] = featureLogProb!.shape as readonly [number, number]
  return {
    classes: config.classes as readonly Label[],
    classLogPrior: classLogPrior!.data as Float64Array,
    featureLogProb: { rows, columns, values: featureLogProb!.data as Float64Array },
  }
}
