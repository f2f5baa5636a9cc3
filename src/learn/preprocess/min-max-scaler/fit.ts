import type { Matrix } from '../../contract.ts'
import { toDense } from '../../matrix.ts'
import { checkMatrix } from '../../matrix-check.ts'
import { checkSomeRows } from '../cells.ts'
import { columnValues } from '../column-values.ts'
import type { MinMaxScaler } from './estimator.ts'
import { MinMaxScalerModel } from './model.ts'

export function fit(settings: MinMaxScaler['options'], X: Matrix): MinMaxScalerModel {
  const { kind } = MinMaxScalerModel
  checkMatrix(kind, X, { missing: true })
  checkSomeRows(kind, X.rows)
  const { featureRange: range, clip } = settings
  const dense = toDense(X)
  const scale = new Float64Array(X.columns)
  const offset = new Float64Array(X.columns)
  for (let j = 0; j < X.columns; j++) {
    const values = columnValues(dense, j)
    const [least, most] = values.length === 0 ? [0, 0] : [values[0], values[0]]
    const low = values.reduce((a, b) => Math.min(a, b), least)
    const high = values.reduce((a, b) => Math.max(a, b), most)
    // Halves, where the width itself overflows.
    const half = high / 2 - low / 2
    // A constant column has no width to divide by: it goes to the lower end.
    scale[j] = (range[1] - range[0]) / 2 / (2 * half < 10 * Number.EPSILON ? 0.5 : half)
    offset[j] = range[0] - low * scale[j]
  }
  return new MinMaxScalerModel({ scale, offset, range, clip })
}
