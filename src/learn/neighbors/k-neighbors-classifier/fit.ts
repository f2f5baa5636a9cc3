import type { FitOptions, Label, Matrix } from '../../contract.ts'
import { encodeLabels } from '../../labels.ts'
import { checkFitInput } from '../../matrix-check.ts'
import { keepRows } from '../keep-rows.ts'
import type { KNeighborsClassifier } from './estimator.ts'
import { KNeighborsClassifierModel } from './model.ts'

/** Fitting keeps the rows. */
export function fit(
  settings: KNeighborsClassifier['options'],
  X: Matrix,
  y: readonly Label[],
  options: FitOptions,
): KNeighborsClassifierModel {
  checkFitInput('KNeighborsClassifier', X, y, options)
  const kept = keepRows('KNeighborsClassifier', X, settings.nNeighbors, options.sampleWeight)
  const { classes, codes } = encodeLabels(y)
  options.onProgress?.(1)
  return new KNeighborsClassifierModel({ ...settings, classes, codes, ...kept })
}
