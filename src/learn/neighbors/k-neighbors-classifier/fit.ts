import { SlipwayError } from '../../../errors.ts'
import { type Classifier, type FitOptions, isSparse, type Label, type Matrix } from '../../contract.ts'
import { encodeLabels } from '../../labels.ts'
import { takeRows } from '../../matrix.ts'
import { checkFitInput } from '../../matrix-check.ts'
import { OptionCheck } from '../../option-check.ts'
import type { KNeighborsClassifierOptions } from '../options.ts'
import { KNeighborsClassifierModel } from './model.ts'

/**
 * The label that the nearest training rows have: exact, by looking at all of them. Of rows at the same distance the
 * one that came first in training is the nearer; scikit-learn's brute force keeps the same distances, and where more
 * rows share the last one than there is room for, its heap may keep another of them.
 *
 * Fitting keeps the rows. A row of weight 2 is the row given twice: neighbours are taken until their weights reach
 * `nNeighbors`, and the last one counts for what was missing.
 */
export class KNeighborsClassifier implements Classifier<Matrix, KNeighborsClassifierModel> {
  readonly options: Required<KNeighborsClassifierOptions>

  /** @throws INVALID_OPTION */
  constructor(options: KNeighborsClassifierOptions = {}) {
    const { nNeighbors = 5, weights = 'uniform', metric = 'euclidean' } = options
    this.options = { nNeighbors, weights, metric }
    const check = new OptionCheck('KNeighborsClassifier')
    check.count('nNeighbors', nNeighbors, 1)
    check.oneOf('weights', weights, ['uniform', 'distance'])
    check.oneOf('metric', metric, ['euclidean', 'cosine'])
    check.done()
  }

  /** @throws INVALID_INPUT for empty data, NaN, mismatched shapes, a single class, or fewer rows than neighbours. */
  fit(X: Matrix, y: readonly Label[], options: FitOptions = {}): KNeighborsClassifierModel {
    checkFitInput('KNeighborsClassifier', X, y, options)
    const { nNeighbors } = this.options
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
    return new KNeighborsClassifierModel({ ...this.options, classes, codes, X: copy(X), rowWeights })
  }
}

function copy(X: Matrix): Matrix {
  if (!isSparse(X)) return { ...X, values: X.values.slice() }
  return takeRows(
    X,
    Int32Array.from({ length: X.rows }, (_, i) => i),
  )
}
