import { SlipwayError } from '../../../errors.ts'
import type { DenseMatrix, Matrix, Transformer } from '../../contract.ts'
import { toDense } from '../../matrix.ts'
import { checkMatrix } from '../../matrix-check.ts'
import { checkSomeRows } from '../cells.ts'
import { columnValues } from '../column-values.ts'
import type { MinMaxScalerOptions } from '../options.ts'
import { MinMaxScalerModel } from './model.ts'

/** Brings the smallest value of each column to one end of a range and the largest to the other. */
export class MinMaxScaler implements Transformer<Matrix, DenseMatrix, MinMaxScalerModel> {
  readonly options: MinMaxScalerOptions

  /** @throws INVALID_OPTION for a range that is none. */
  constructor(options: MinMaxScalerOptions = {}) {
    this.options = options
    const [low, high] = options.featureRange ?? [0, 1]
    if (low < high) return
    throw new SlipwayError(
      'INVALID_OPTION',
      `MinMaxScaler: featureRange: expected two numbers, the first below the second, got ${low} and ${high}.`,
    )
  }

  /** @param X shape `(n, d)`, NaN for what is missing. @throws INVALID_INPUT */
  fit(X: Matrix): MinMaxScalerModel {
    const { kind } = MinMaxScalerModel
    checkMatrix(kind, X, { missing: true })
    checkSomeRows(kind, X.rows)
    const range = this.options.featureRange ?? [0, 1]
    const dense = toDense(X)
    const scale = new Float64Array(X.columns)
    const offset = new Float64Array(X.columns)
    for (let j = 0; j < X.columns; j++) {
      const values = columnValues(dense, j)
      const [least, most] = values.length === 0 ? [0, 0] : [values[0]!, values[0]!]
      const low = values.reduce((a, b) => Math.min(a, b), least)
      const high = values.reduce((a, b) => Math.max(a, b), most)
      // Halves, where the width itself overflows.
      const half = high / 2 - low / 2
      // A constant column has no width to divide by: it goes to the lower end.
      scale[j] = (range[1] - range[0]) / 2 / (2 * half < 10 * Number.EPSILON ? 0.5 : half)
      offset[j] = range[0] - low * scale[j]!
    }
    return new MinMaxScalerModel({ scale, offset, range, clip: this.options.clip ?? false })
  }

  fitTransform(X: Matrix) {
    const model = this.fit(X)
    return { model, output: model.transform(X) }
  }
}
