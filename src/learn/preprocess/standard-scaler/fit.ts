import type { Matrix } from '../../contract.ts'
import { toDense } from '../../matrix.ts'
import { checkMatrix } from '../../matrix-check.ts'
import { checkSomeRows } from '../cells.ts'
import { columnValues } from '../column-values.ts'
import type { StandardScaler } from './estimator.ts'
import { StandardScalerModel } from './model.ts'

export function fit(settings: StandardScaler['options'], X: Matrix): StandardScalerModel {
  const { kind } = StandardScalerModel
  checkMatrix(kind, X, { missing: true })
  checkSomeRows(kind, X.rows)
  const { withMean, withStd } = settings
  const dense = toDense(X)
  const mean = new Float64Array(X.columns)
  const scale = new Float64Array(X.columns).fill(1)
  for (let j = 0; j < X.columns; j++) {
    const column = moments(columnValues(dense, j))
    if (withMean) mean[j] = column.mean
    if (withStd && !column.isConstant) scale[j] = column.deviation
  }
  return new StandardScalerModel({ mean, scale })
}

/**
 * Mean and standard deviation in two passes, the second corrected by what the first one rounded away (Chan, Golub &
 * LeVeque 1983). Values are divided by a power of two first where their squares would overflow, which rounds nothing.
 */
function moments(values: Float64Array) {
  const n = values.length
  let largest = 0
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(values[i]))
  const unit = largest > 1e100 ? 2 ** Math.floor(Math.log2(largest)) : 1
  let sum = 0
  for (let i = 0; i < n; i++) sum += values[i] / unit
  const mean = n === 0 ? 0 : sum / n
  let squares = 0
  let rest = 0
  for (let i = 0; i < n; i++) {
    const difference = values[i] / unit - mean
    squares += difference * difference
    rest += difference
  }
  const variance = n === 0 ? 0 : (squares - (rest * rest) / n) / n
  // What rounding alone makes of n equal values.
  const noise = n * Number.EPSILON * variance + (n * mean * Number.EPSILON) ** 2
  return { mean: mean * unit, deviation: Math.sqrt(variance) * unit, isConstant: variance <= noise }
}
