import { SlipwayError } from '../../../errors.ts'
import { type FitOptions, isSparse, type Label, type Matrix } from '../../contract.ts'
import { encodeLabels } from '../../labels.ts'
import { takeRows } from '../../matrix.ts'
import { checkFitInput } from '../../matrix-check.ts'
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
  const { nNeighbors } = settings
  const rowWeights = options.sampleWeight && Float64Array.from(options.sampleWeight)
  const total = rowWeights ? rowWeights.reduce((sum, weight) => sum + weight, 0) : X.rows
  if (total < nNeighbors) {
    throw new SlipwayError(
      'INVALID_INPUT',
      `KNeighborsClassifier: X: expected at least nNeighbors = ${nNeighbors} rows${rowWeights ? ' by weight' : ''}, got ${total}.`,
    )
  }
  const { classes, codes } = encodeLabels(y)
  options.onProgress?.(1)
  return new KNeighborsClassifierModel({ ...settings, classes, codes, X: copy(X), rowWeights })
}

function copy(X: Matrix): Matrix {
  if (!isSparse(X)) return { ...X, values: X.values.slice() }
  return takeRows(
    X,
    Int32Array.from({ length: X.rows }, (_, i) => i),
  )
}
