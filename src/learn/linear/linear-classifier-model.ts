import type { Contributions, LinearModel } from '../abilities.ts'
import { decidedClasses } from '../argmax.ts'
import type { DenseMatrix, Label, LabelModel, Matrix, Parts } from '../contract.ts'
import { checkMatrix } from '../matrix-check.ts'
import { linearContributions } from './linear-form.ts'
import { linearDecision } from './linear-model.ts'

/** What a fit hands over. */
export interface LinearClassifierState extends LinearModel {
  /** The labels, sorted; shape `(classes,)`. */
  readonly classes: readonly Label[]
  /** Whether the fit reached its tolerance; if not, the coefficients are the best it found. */
  readonly converged: boolean
  /** How many the solver took; of several problems the most. */
  readonly iterations: number
}

/**
 * A fitted linear classifier, whatever loss it minimised. Two classes have one row of coefficients, positive for the
 * second; K classes have K rows.
 */
export abstract class LinearClassifierModel implements LabelModel, LinearClassifierState {
  abstract readonly kind: string
  readonly classes: readonly Label[]
  readonly coef: Float64Array
  readonly intercept: Float64Array
  readonly converged: boolean
  readonly iterations: number

  constructor(state: LinearClassifierState) {
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
    checkMatrix(this.kind, X, { columns: this.columns })
    return linearDecision(this, X)
  }

  /** @throws INVALID_INPUT */
  predict(X: Matrix): Label[] {
    return Array.from(decidedClasses(this.decisionFunction(X)), (code) => this.classes[code])
  }

  linearDecision(): LinearModel {
    return this
  }

  /** @throws INVALID_INPUT */
  contributions(X: Matrix): Contributions {
    checkMatrix(this.kind, X, { columns: this.columns })
    return linearContributions(this, X)
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

  protected static stateOf({ config, tensors }: Parts): LinearClassifierState {
    return {
      classes: config.classes as readonly Label[],
      converged: config.converged as boolean,
      iterations: config.iterations as number,
      coef: tensors.coef!.data as Float64Array,
      intercept: tensors.intercept!.data as Float64Array,
    }
  }
}
