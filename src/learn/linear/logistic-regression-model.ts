import type { ClassifierModel, DenseMatrix, Label, Matrix, Parts } from '../contract.ts'
import { checkMatrix } from '../matrix-check.ts'
import { type LinearModel, linearDecision, winningClass } from './linear-model.ts'

/** What a fit hands over. */
export interface LogisticRegressionState extends LinearModel {
  readonly classes: readonly Label[]
  /** Whether the fit reached its tolerance; if not, the coefficients are the best it found. */
  readonly converged: boolean
  readonly iterations: number
}

/**
 * A fitted logistic regression. Two classes have one row of coefficients and p = 1 / (1 + e^−z) for the second
 * class; K classes have K rows and p = softmax(z).
 */
export class LogisticRegressionModel implements ClassifierModel, LogisticRegressionState {
  static readonly kind = 'LogisticRegression'
  readonly kind = LogisticRegressionModel.kind
  readonly classes: readonly Label[]
  readonly coef: Float64Array
  readonly intercept: Float64Array
  readonly converged: boolean
  readonly iterations: number

  constructor(state: LogisticRegressionState) {
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
    checkMatrix('LogisticRegression', X, { columns: this.columns })
    return linearDecision(this, X)
  }

  /** @throws INVALID_INPUT */
  predictProba(X: Matrix): DenseMatrix {
    const decision = this.decisionFunction(X)
    return decision.columns === 1 ? sigmoid(decision) : softmax(decision)
  }

  /** @throws INVALID_INPUT */
  predict(X: Matrix): Label[] {
    return Array.from(winningClass(this.decisionFunction(X)), (code) => this.classes[code]!)
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

  static fromParts({ config, tensors }: Parts): LogisticRegressionModel {
    return new LogisticRegressionModel({
      classes: config.classes as readonly Label[],
      converged: config.converged as boolean,
      iterations: config.iterations as number,
      coef: tensors.coef!.data as Float64Array,
      intercept: tensors.intercept!.data as Float64Array,
    })
  }
}

function sigmoid({ rows, values: z }: DenseMatrix): DenseMatrix {
  const values = new Float64Array(rows * 2)
  for (let i = 0; i < rows; i++) {
    // exp(710) overflows: only ever raise e to a power of 0 or less.
    const e = Math.exp(-Math.abs(z[i]!))
    values[2 * i] = (z[i]! > 0 ? e : 1) / (1 + e)
    values[2 * i + 1] = (z[i]! > 0 ? 1 : e) / (1 + e)
  }
  return { rows, columns: 2, values }
}

function softmax({ rows, columns: k, values: z }: DenseMatrix): DenseMatrix {
  const values = new Float64Array(rows * k)
  for (let i = 0; i < rows; i++) {
    const row = i * k
    // Subtract the row's maximum first: exp(710) overflows.
    let largest = z[row]!
    for (let c = 1; c < k; c++) if (z[row + c]! > largest) largest = z[row + c]!
    let sum = 0
    for (let c = 0; c < k; c++) sum += values[row + c] = Math.exp(z[row + c]! - largest)
    for (let c = 0; c < k; c++) values[row + c]! /= sum
  }
  return { rows, columns: k, values }
}
