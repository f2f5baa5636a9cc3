import type { DenseMatrix, Matrix, Parts, TransformerModel } from '../../contract.ts'
import { toDense } from '../../matrix.ts'
import { checkMatrix } from '../../matrix-check.ts'
import { plainNames, withinReach } from '../column-values.ts'

/** What a fit hands over, each of shape `(d,)`. */
export interface StandardScalerState {
  readonly mean: Float64Array
  /** Standard deviation; 1 for a constant column. */
  readonly scale: Float64Array
}

/** A fitted scaler: (x − mean) / scale, at most 1e100 from 0. NaN stays NaN. */
export class StandardScalerModel implements TransformerModel<Matrix, DenseMatrix>, StandardScalerState {
  static readonly kind = 'StandardScaler'
  readonly kind = StandardScalerModel.kind
  readonly mean: Float64Array
  readonly scale: Float64Array

  constructor({ mean, scale }: StandardScalerState) {
    this.mean = mean
    this.scale = scale
  }

  /** @throws INVALID_INPUT for infinities, or another number of columns than in training. */
  transform(X: Matrix): DenseMatrix {
    const d = this.mean.length
    checkMatrix(this.kind, X, { columns: d, missing: true })
    const values = toDense(X).values.slice()
    for (let e = 0; e < values.length; e++) {
      values[e] = withinReach((values[e] - this.mean[e % d]) / this.scale[e % d])
    }
    return { rows: X.rows, columns: d, values }
  }

  featureNames(): readonly string[] {
    return plainNames(this.mean.length)
  }

  toParts(): Parts {
    const shape = [this.mean.length]
    return {
      kind: this.kind,
      config: {},
      tensors: { mean: { shape, data: this.mean }, scale: { shape, data: this.scale } },
    }
  }

  static fromParts({ tensors }: Parts): StandardScalerModel {
    return new StandardScalerModel({
      mean: tensors.mean!.data as Float64Array,
      scale: tensors.scale!.data as Float64Array,
    })
  }
}
