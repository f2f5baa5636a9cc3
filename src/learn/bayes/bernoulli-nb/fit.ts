import type { DenseMatrix, FitOptions, Label, Matrix } from '../../contract.ts'
import { checkFitInput } from '../../matrix-check.ts'
import { type ClassCounts, countByClass, smoothing, stateOf } from '../discrete-nb.ts'
import type { BernoulliNB } from './estimator.ts'
import { BernoulliNBModel, presence } from './model.ts'

export function fit(
  settings: BernoulliNB['options'],
  X: Matrix,
  y: readonly Label[],
  options: FitOptions,
): BernoulliNBModel {
  checkFitInput(BernoulliNBModel.kind, X, y, options)
  const { binarize } = settings
  const counts = countByClass(presence(X, binarize), y, options)
  const state = stateOf(BernoulliNBModel.kind, settings, counts, logPresence(counts, smoothing(settings)))
  options.onProgress?.(1)
  return new BernoulliNBModel({ ...state, binarize })
}

/** log of the fraction of each class's rows that have each column. */
function logPresence({ classCount, featureCount }: ClassCounts, alpha: number): DenseMatrix {
  const { rows, columns, values } = featureCount
  const logs = new Float64Array(values.length)
  for (let k = 0; k < rows; k++) {
    const logTotal = Math.log(classCount[k] + 2 * alpha)
    for (let e = k * columns; e < (k + 1) * columns; e++) logs[e] = Math.log(values[e] + alpha) - logTotal
  }
  return { rows, columns, values: logs }
}
