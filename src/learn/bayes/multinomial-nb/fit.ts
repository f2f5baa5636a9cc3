import type { DenseMatrix, FitOptions, Label, Matrix } from '../../contract.ts'
import { checkFitInput } from '../../matrix-check.ts'
import { countByClass, smoothing, stateOf } from '../discrete-nb.ts'
import type { MultinomialNB } from './estimator.ts'
import { MultinomialNBModel } from './model.ts'

export function fit(
  settings: MultinomialNB['options'],
  X: Matrix,
  y: readonly Label[],
  options: FitOptions,
): MultinomialNBModel {
  checkFitInput(MultinomialNBModel.kind, X, y, { ...options, nonNegative: true })
  const counts = countByClass(X, y, options)
  const state = stateOf(MultinomialNBModel.kind, settings, counts, logShares(counts.featureCount, smoothing(settings)))
  options.onProgress?.(1)
  return new MultinomialNBModel(state)
}

/** log of each column's fraction of its class, with `alpha` added to every count. */
function logShares({ rows, columns, values }: DenseMatrix, alpha: number): DenseMatrix {
  const logs = new Float64Array(values.length)
  for (let first = 0; first < values.length; first += columns) {
    let total = 0
    for (let e = first; e < first + columns; e++) total += values[e] + alpha
    const logTotal = Math.log(total)
    for (let e = first; e < first + columns; e++) logs[e] = Math.log(values[e] + alpha) - logTotal
  }
  return { rows, columns, values: logs }
}
