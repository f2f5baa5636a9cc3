import type { Contributions } from '../abilities.ts'
import type { Matrix, Parts, RegressorModel } from '../contract.ts'
import { checkMatrix } from '../matrix-check.ts'
import { linearContributions } from './linear-form.ts'
import { finite, linearDecision } from './linear-model.ts'
import type { LinearRegressorState } from './linear-regressor-model.ts'

/** A fitted model whose logarithm is linear: a prediction is exp(x·coef + intercept), above 0. */
export abstract class LogLinkModel implements RegressorModel, LinearRegressorState {
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
    return linearDecision(this.#logarithm(), X).values.map((eta) => finite(Math.exp(eta)))
  }

  /** What each column added to the logarithm of the prediction. @throws INVALID_INPUT */
  contributions(X: Matrix): Contributions {
    checkMatrix(this.kind, X, { columns: this.coef.length })
    return linearContributions(this.#logarithm(), X)
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

  #logarithm() {
    return { coef: this.coef, intercept: Float64Array.of(this.intercept) }
  }
}
