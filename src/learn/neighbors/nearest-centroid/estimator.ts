import { classifier } from '../../estimator/classifier.ts'
import type { OptionsOf } from '../../estimator/option.ts'
import { number } from '../../estimator/option-kinds.ts'
import { NearestCentroidModel } from './model.ts'

export type { NearestCentroidModel } from './model.ts'

const options = {
  /**
   * Moves the centroids towards the mean of all rows, each column by up to so many of its standard errors: a column in
   * which no class differs by more has no say.
   */
  shrinkThreshold: number({ above: 0, absent: 'centroids stay where they are' }),
}

export type NearestCentroidOptions = OptionsOf<typeof options>

/**
 * Predicts the class whose centroid, the mean of its rows, is nearest: Rocchio's classifier for texts.
 *
 *   decision of a class = x·c − ½ ‖c‖²,   which is ½ ‖x‖² − ½ ‖x − c‖²
 *
 * so that it is linear in the columns. It says which class is nearer, not how probable it is:
 * `new CalibratedClassifier(new NearestCentroid())` does both. One pass over the entries, two more over dense rows where
 * centroids are shrunk: O(entries) or O(n d) time, O(classes · d) memory.
 * Source: Tibshirani, Hastie, Narasimhan & Chu (2002), PNAS 99(10), on shrunken centroids.
 *
 * @example
 * const X = denseMatrix([[0, 0], [0, 1], [5, 5], [6, 5]])
 * const model = new NearestCentroid().fit(X, ['low', 'low', 'high', 'high'])
 * model.predict(denseMatrix([[5, 6]])) // ['high']
 * model.centroids.values // [5.5, 5, 0, 0.5]
 */
export class NearestCentroid extends classifier({
  name: 'NearestCentroid',
  role: 'decider',
  options,
  home: import.meta.url,
  read: NearestCentroidModel.fromParts,
}) {}
