import { classifier } from '../../estimator/classifier.ts'
import { codedColumns } from '../../estimator/column-defaults.ts'
import type { OptionsOf } from '../../estimator/option.ts'
import { flag } from '../../estimator/option-kinds.ts'
import { forestOptions, maxFeatures, treeOptions } from '../options.ts'
import { ExtraTreesClassifierModel } from './model.ts'

const options = {
  ...treeOptions,
  ...forestOptions,
  /** Columns drawn for each split: their number, √d or log₂ d of the d columns, or all. */
  maxFeatures: maxFeatures(['all'], 'sqrt'),
  /** Each tree learns from as many rows as there are, drawn with replacement; false: from all rows. */
  bootstrap: flag(false),
}

export type ExtraTreesClassifierOptions = OptionsOf<typeof options>

/**
 * Extremely randomised trees: a forest whose splits are drawn. Each node looks at few columns, and of each at one split
 * only, at a number drawn between the least and the largest of the node; the best of those is made. Trees err in more
 * different ways than those of a random forest, each by itself more.
 *
 * Columns are cut into bins as those of a `RandomForestClassifier` are, and a drawn number is that between two bins.
 *
 * Source: Geurts, Ernst & Wehenkel (2006), Machine Learning 63(1).
 *
 * @example
 * const X = denseMatrix([[0, 0], [0, 1], [5, 5], [6, 5]])
 * const model = new ExtraTreesClassifier({ nEstimators: 20 }).fit(X, ['low', 'low', 'high', 'high'])
 * model.predict(denseMatrix([[5, 6]])) // ['high']
 */
export class ExtraTreesClassifier extends classifier({
  name: 'ExtraTreesClassifier',
  role: 'classifier',
  options,
  columns: codedColumns,
  home: import.meta.url,
  read: ExtraTreesClassifierModel.fromParts,
}) {}
