import type { ClassifierModel, DenseMatrix, Label, Matrix, Parts } from '../contract.ts'

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
      const first = joint.values[2 * i]!
      const second = joint.values[2 * i + 1]!
      values[i] = first === second ? 0 : second - first // −∞ − −∞ is not a number
    }
    return { rows: joint.rows, columns: 1, values }
  }

  predict(X: Matrix): Label[] {
    const { rows, columns, values } = this.jointLogLikelihood(X)
    return Array.from({ length: rows }, (_, i) => this.classes[largest(values, i * columns, columns)]!)
  }

  predictProba(X: Matrix): DenseMatrix {
    const joint = this.jointLogLikelihood(X)
    softmaxRows(joint)
    return joint
  }
}

/** The place of the largest of `count` values from `start` on; the first of equals. */
function largest(values: Float64Array, start: number, count: number): number {
  let best = 0
  for (let k = 1; k < count; k++) if (values[start + k]! > values[start + best]!) best = k
  return best
}

/** exp(v) / Σ exp(v) over each row, in place. */
function softmaxRows({ rows, columns, values }: DenseMatrix): void {
  for (let i = 0; i < rows; i++) {
    const start = i * columns
    // Subtract the row's maximum first: the likelihoods of a long text are far below exp(−745), which is 0.
    const highest = values[start + largest(values, start, columns)]!
    let sum = 0
    for (let k = 0; k < columns; k++) {
      // Equal to the highest is 1 also where both are −∞, as for counts of 1e308.
      const value = values[start + k] === highest ? 1 : Math.exp(values[start + k]! - highest)
      values[start + k] = value
      sum += value
    }
    for (let k = 0; k < columns; k++) values[start + k]! /= sum
  }
}
