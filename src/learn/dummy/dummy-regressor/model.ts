import type { Contributions, LinearModel } from '../../abilities.ts'
import type { Matrix, Parts, RegressorModel } from '../../contract.ts'
import { checkMatrix } from '../../matrix-check.ts'

/** What a fit hands over. */
export interface DummyRegressorState {
  /** What it predicts, in the unit of the targets. */
  readonly constant: number
  /** How many columns the training rows had. */
  readonly columns: number
}

/** One number for every row. */
export class DummyRegressorModel implements RegressorModel, DummyRegressorState {
  static readonly kind = 'DummyRegressor'
  readonly kind = DummyRegressorModel.kind
  readonly constant: number
  readonly columns: number

  constructor({ constant, columns }: DummyRegressorState) {
    this.constant = constant
    this.columns = columns
  }

  /** @throws INVALID_INPUT */
  predict(X: Matrix): Float64Array {
    checkMatrix(this.kind, X, { columns: this.columns })
    return new Float64Array(X.rows).fill(this.constant)
  }

  linearPrediction(): LinearModel {
    return { coef: new Float64Array(this.columns), intercept: Float64Array.of(this.constant) }
  }

  /** @throws INVALID_INPUT */
  contributions(X: Matrix): Contributions {
    checkMatrix(this.kind, X, { columns: this.columns })
    return { bias: Float64Array.of(this.constant), values: new Float64Array(X.rows * X.columns), outputs: 1 }
  }

  toParts(): Parts {
    return {
      kind: this.kind,
      config: { columns: this.columns },
      tensors: { constant: { shape: [1], data: Float64Array.of(this.constant) } },
    }
  }

  static fromParts({ config, tensors }: Parts): DummyRegressorModel {
    const [constant] = tensors.constant!.data as Float64Array
    return new DummyRegressorModel({ constant, columns: config.columns as number })
  }
}
