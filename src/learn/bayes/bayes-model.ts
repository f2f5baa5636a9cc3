import { argmax } from '../argmax.ts'
import type { ClassifierModel, DenseMatrix, Label, Matrix, Parts } from '../contract.ts'
import { softmax } from '../softmax.ts'

/**
 * What all fitted naive Bayes models share: from log P(class) + log P(row | class) to labels and probabilities by
 * Bayes' rule.
 */
export abstract class BayesModel implements ClassifierModel {
  abstract readonly kind: string
  readonly classes: readonly Label[]

  constructor(classes: readonly Label[]) {
    this.classes = classes
  }

  /** log P(class) + log P(row | class), up to what is the same for all classes; shape `(n, classes)`. */
  abstract jointLogLikelihood(X: Matrix): DenseMatrix
  abstract toParts(): Parts

  /** The joint log-likelihood of each class; for two classes the second's minus the first's, shape `(n, 1)`. */
  decisionFunction(X: Matrix): DenseMatrix {
    const joint = this.jointLogLikelihood(X)
    if (joint.columns !== 2) return joint
    const values = new Float64Array(joint.rows)
    for (let i = 0; i < values.length; i++) {
      const first = joint.values[2 * i]
      const second = joint.values[2 * i + 1]
      values[i] = first === second ? 0 : second - first // −∞ − −∞ is not a number
    }
    return { rows: joint.rows, columns: 1, values }
  }

  predict(X: Matrix): Label[] {
    const { rows, columns, values } = this.jointLogLikelihood(X)
    return Array.from({ length: rows }, (_, i) => this.classes[argmax(values, i * columns, columns)])
  }

  predictProba(X: Matrix): DenseMatrix {
    const joint = this.jointLogLikelihood(X)
    const { rows, columns, values } = joint
    for (let i = 0; i < rows; i++) softmax(values, i * columns, columns)
    return joint
  }
}
