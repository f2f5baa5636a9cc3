import type { DenseMatrix, FitOptions, Label, Matrix } from '../../contract.ts'
import { checkFitInput } from '../../matrix-check.ts'
import { countByClass, smoothing, stateOf } from '../discrete-nb.ts'
import type { ComplementNB } from './estimator.ts'
import { ComplementNBModel } from './model.ts'

export function fit(
  settings: ComplementNB['options'],
  X: Matrix,
  y: readonly Label[],
  options: FitOptions,
): ComplementNBModel {
  checkFitInput(ComplementNBModel.kind, X, y, { ...options, nonNegative: true })
  const counts = countByClass(X, y, options)
  const weights = complementWeights(counts.featureCount, smoothing(settings), settings.norm)
  const state = stateOf(ComplementNBModel.kind, settings, counts, weights)
  options.onProgress?.(1)
  return new ComplementNBModel(state)
}

function complementWeights({ rows, columns, values }: DenseMatrix, alpha: number, norm: boolean): DenseMatrix {
  const all = new Float64Array(columns)
  values.forEach((count, e) => {
    all[e % columns] += count
  })
  const weights = new Float64Array(values.length)
  for (let k = 0; k < rows; k++) {
    const own = weights.subarray(k * columns, (k + 1) * columns)
    let total = 0
    for (let j = 0; j < columns; j++) total += own[j] = all[j] + alpha - values[k * columns + j]
    for (let j = 0; j < columns; j++) own[j] = -Math.log(own[j] / total)
    const sum = own.reduce((total, weight) => total + weight, 0)
    // With one column the share is 1 and all weights are 0: there is nothing to normalise.
    if (norm && sum > 0) for (let j = 0; j < columns; j++) own[j] /= sum
  }
  return { rows, columns, values: weights }
}
