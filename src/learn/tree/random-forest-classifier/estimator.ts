import { classifier } from '../../estimator/classifier.ts'
import { codedColumns } from '../../estimator/column-defaults.ts'
import type { OptionsOf } from '../../estimator/option.ts'
import { flag } from '../../estimator/option-kinds.ts'
import { forestOptions, maxFeatures, treeOptions } from '../options.ts'
import { RandomForestClassifierModel } from './model.ts'

const options = {
  ...treeOptions,
  ...forestOptions,
  /** Columns drawn for each split: their number, √d or log₂ d of the d columns, or all. */
  maxFeatures: maxFeatures(['all'], 'sqrt'),
  /** Each tree learns from as many rows as there are, drawn with replacement; false: from all rows. */
  bootstrap: flag(true),
}

export type RandomForestClassifierOptions = OptionsOf<typeof options>

/**
 * A random forest: trees that each learn from rows drawn with replacement and look at few columns for each split, so
 * that they err in different ways; their mean errs less than any of them.
 *
 * Columns with more than 255 different values are cut into 255 bins of about as many rows; the threshold of a split is
 * that cut between two bins which is nearest to the middle of the largest value on its left and the smallest on its
 * right, of the bins in the node. Weights say how likely a row is drawn. The trees are grown on all cores: the same bytes, however many there are.
 *
 * Source: Breiman (2001), Machine Learning 45(1).
 *
 * @example
 * const X = denseMatrix([[0, 0], [0, 1], [5, 5], [6, 5]])
 * const model = new RandomForestClassifier({ nEstimators: 20 }).fit(X, ['low', 'low', 'high', 'high'])
 * model.predict(denseMatrix([[5, 6]])) // ['high']
 */
export class RandomForestClassifier extends classifier({
  name: 'RandomForestClassifier',
  role: 'classifier',
  options,
  columns: codedColumns,
  home: import.meta.url,
  read: RandomForestClassifierModel.fromParts,
}) {}
