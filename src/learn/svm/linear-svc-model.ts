import type { DenseMatrix, Label, LabelModel, Matrix, Parts } from '../contract.ts'
import { type LinearModel, linearDecision, winningClass } from '../linear/linear-model.ts'
import { checkMatrix } from '../matrix-check.ts'

/** What a fit hands over. */
export interface LinearSVCState extends LinearModel {
  readonly classes: readonly Label[]
  /** Whether all classes reached the tolerance; if not, the coefficients are the best that were found. */
  readonly converged: boolean
  /** Of the class that took most. */
  readonly iterations: number
}

/** A fitted linear SVM. Two classes have one row of coefficients, positive for the second; K classes have K rows. */
export class LinearSVCModel implements LabelModel, LinearSVCState {
  static readonly kind = 'LinearSVC'
  readonly kind = LinearSVCModel.kind
  readonly classes: readonly Label[]
  readonly coef: Float64Array
  readonly intercept: Float64Array
  readonly converged: boolean
  readonly iterations: number

  constructor(state: LinearSVCState) {
    this.classes = state.classes
    this.coef = state.coef
    this.intercept = state.intercept
    this.converged = state.converged
    this.iterations = state.iterations
  }

  /** The number of columns that it was trained on. */
  get columns(): number {
    return this.coef.length / this.intercept.length
  }

  /** z = X coefᵀ + intercept, shape `(n, 1)` for two classes, else `(n, classes)`. @throws INVALID_INPUT */
  decisionFunction(X: Matrix): DenseMatrix {
    checkMatrix('LinearSVC', X, { columns: this.columns })
    return linearDecision(this, X)
  }

  /** @throws INVALID_INPUT */
  predict(X: Matrix): Label[] {
    return Array.from(winningClass(this.decisionFunction(X)), (code) => this.classes[code])
  }

  toParts(): Parts {
    const { classes, coef, intercept, converged, iterations } = this
    return {
      kind: this.kind,
      config: { classes, converged, iterations },
      tensors: {
        coef: { shape: [intercept.length, this.columns], data: coef },
        intercept: { shape: [intercept.length], data: intercept },
      },
    }
  }

  static fromParts({ config, tensors }: Parts): LinearSVCModel {
    return new LinearSVCModel({
      classes: config.classes as readonly Label[],
      converged: config.converged as boolean,
      iterations: config.iterations as number,
      coef: tensors.coef.data as Float64Array,
      intercept: tensors.intercept.data as Float64Array,
    })
  }
}
