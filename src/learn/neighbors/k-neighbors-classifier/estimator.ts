import { classifier } from '../../estimator/classifier.ts'
import type { OptionsOf } from '../../estimator/option.ts'
import { neighborOptions } from '../options.ts'
import { KNeighborsClassifierModel } from './model.ts'

export type KNeighborsClassifierOptions = OptionsOf<typeof neighborOptions>

/**
 * The label that the nearest training rows have: exact, by comparison with all of them. Of rows at the same distance the
 * one that came first in training is the nearer; scikit-learn's brute force keeps the same distances, and where more
 * rows share the last one than there is room for, its heap may keep another of them.
 *
 * Fitting keeps the rows. A row of weight 2 is the row given twice: neighbours are taken until their weights reach
 * `nNeighbors`, and the last one counts for what was missing.
 *
 * @example
 * const X = denseMatrix([[0, 0], [0, 1], [5, 5], [6, 5]])
 * const model = new KNeighborsClassifier({ nNeighbors: 3 }).fit(X, ['low', 'low', 'high', 'high'])
 * model.predict(denseMatrix([[5, 6]])) // ['high']
 * model.predictProba(denseMatrix([[5, 6]])).values // [0.6667, 0.3333]
 */
export class KNeighborsClassifier extends classifier({
  name: 'KNeighborsClassifier',
  role: 'classifier',
  options: neighborOptions,
  home: import.meta.url,
  read: KNeighborsClassifierModel.fromParts,
}) {}
