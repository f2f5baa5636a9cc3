import type { Matrix } from '../../contract.ts'
import { toDense } from '../../matrix.ts'
import { checkMatrix } from '../../matrix-check.ts'
import { checkSomeRows } from '../cells.ts'
import { columnValues } from '../column-values.ts'
import type { SimpleImputer } from './estimator.ts'
import { SimpleImputerModel } from './model.ts'

export function fit(settings: SimpleImputer['options'], X: Matrix): SimpleImputerModel {
  const { kind } = SimpleImputerModel
  checkMatrix(kind, X, { missing: true })
  checkSomeRows(kind, X.rows)
  const { strategy, fillValue, addIndicator } = settings
  const dense = toDense(X)
  const statistics = new Float64Array(X.columns)
  const gaps: number[] = []
  for (let j = 0; j < X.columns; j++) {
    const values = columnValues(dense, j)
    if (values.length < X.rows) gaps.push(j)
    if (strategy === 'constant') statistics[j] = fillValue
    else if (values.length > 0) statistics[j] = usual[strategy](values)
  }
  return new SimpleImputerModel({ statistics, indicators: Int32Array.from(addIndicator ? gaps : []) })
}

const usual: { readonly [strategy: string]: (values: Float64Array) => number } = { mean, median, most_frequent }

function mean(values: Float64Array): number {
  // Divided first where the sum overflows.
  const sum = values.reduce((total, value) => total + value, 0)
  if (Number.isFinite(sum)) return sum / values.length
  return values.reduce((total, value) => total + value / values.length, 0)
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort()
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2
}

function most_frequent(values: Float64Array): number {
  const sorted = values.slice().sort()
  let best = sorted[0]
  let most = 0
  for (let i = 0, start = 0; i < sorted.length; i++) {
    if (sorted[i] !== sorted[start]) start = i
    if (i - start + 1 > most) {
      most = i - start + 1
      best = sorted[i]
    }
  }
  return best
}
