import type { DenseMatrix, Label, Matrix, Parts } from '../contract.ts'
import { linearDecision } from '../linear/linear-model.ts'
import { checkMatrix } from '../matrix-check.ts'
import { BayesModel } from './bayes-model.ts'

/** A fitted multinomial naive Bayes: the logarithms of the classes' and the features' probabilities. */
export class MultinomialNBModel extends BayesModel {
  static readonly kind = 'MultinomialNB'
  readonly kind = MultinomialNBModel.kind
  /** log P(class), shape `(classes,)`. */
  readonly classLogPrior: Float64Array
  /** log P(feature | class), shape `(classes, d)`. */
  readonly featureLogProb: DenseMatrix

  constructor(classes: readonly Label[], classLogPrior: Float64Array, featureLogProb: DenseMatrix) {
    super(classes)
    this.classLogPrior = classLogPrior
    this.featureLogProb = featureLogProb
  }

  /**
   * Σⱼ xⱼ log P(j | class) + log P(class) of each row and class, shape `(n, classes)`.
   *
   * @throws INVALID_INPUT for NaN, or another number of columns than in training.
   */
  jointLogLikelihood(X: Matrix): DenseMatrix {
    checkMatrix(this.kind, X, { columns: this.featureLogProb.columns })
    return linearDecision({ coef: this.featureLogProb.values, intercept: this.classLogPrior }, X)
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

  static fromParts({ config, tensors }: Parts): MultinomialNBModel {
    const { classLogPrior, featureLogProb } = tensors
    const [rows, columns] = featureLogProb!.shape as [number, number]
    const values = featureLogProb!.data as Float64Array
    return new MultinomialNBModel(config.classes as readonly Label[], classLogPrior!.data as Float64Array, {
      rows,
      columns,
      values,
    })
  }
}
