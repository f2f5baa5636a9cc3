import type { Contributions, LinearModel } from '../abilities.ts'
import type { Matrix, Parts, RegressorModel } from '../contract.ts'
import { checkMatrix } from '../matrix-check.ts'
import { linearContributions } from './linear-form.ts'
import { linearDecision } from './linear-model.ts'

/** What a fit hands over. */
export interface LinearRegressorState {
  /** The weight of each column, shape `(d,)`. */
  readonly coef: Float64Array
  /** What is added to the weighted sum. */
  readonly intercept: number
}

/** A fitted linear regressor, whatever it minimised: a prediction is x·coef + intercept. */
export abstract class LinearRegressorModel implements RegressorModel, LinearRegressorState {
  abstract readonly kind: string
  readonly coef: Float64Array
  readonly intercept: number

  constructor({ coef, intercept }: LinearRegressorState) {
    this.coef = coef
    this.intercept = intercept
  }

  /** @throws INVALID_INPUT */
  predict(X: Matrix): Float64Array {
    checkMatrix(this.kind, X, { columns: this.coef.length })
    return linearDecision(this.linearPrediction(), X).values
  }

  linearPrediction(): LinearModel {
    return { coef: this.coef, intercept: Float64Array.of(this.intercept) }
  }

  /** @throws INVALID_INPUT */
  contributions(X: Matrix): Contributions {
    checkMatrix(this.kind, X, { columns: this.coef.length })
    return linearContributions(this.linearPrediction(), X)
  }

  toParts(): Parts {
    return {
      kind: this.kind,
      config: {},
      tensors: {
        coef: { shape: [this.coef.length], data: this.coef },
        intercept: { shape: [1], data: Float64Array.of(this.intercept) },
      },
    }
  }
}

/** The state in the parts of a linear regressor. */
export function linearRegressorState({ tensors }: Parts): LinearRegressorState {
  return {
    coef: tensors.coef!.data as Float64Array,
    intercept: (tensors.intercept!.data as Float64Array)[0],
  }
}
