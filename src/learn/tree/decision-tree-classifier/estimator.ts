import { classifier } from '../../estimator/classifier.ts'
import { codedColumns } from '../../estimator/column-defaults.ts'
import type { OptionsOf } from '../../estimator/option.ts'
import { count } from '../../estimator/option-kinds.ts'
import { maxFeatures, treeOptions } from '../options.ts'
import { DecisionTreeClassifierModel } from './model.ts'

const options = {
  ...treeOptions,
  /** Columns drawn for each split: their number, or √d or log₂ d of the d columns, at least 1. */
  maxFeatures: maxFeatures([], undefined, 'all'),
  /** Leaves at most; the split that gains most is made first then. */
  maxLeafNodes: count({ least: 2, absent: 'no limit' }),
}

export type DecisionTreeClassifierOptions = OptionsOf<typeof options>

/**
 * A classification tree (CART) with exact splits: every threshold between two neighbouring values of every column is
 * tried at every node. The threshold is their middle.
 *
 * The tree is scikit-learn's, node for node, as far as no two splits are equally good: there the order of its random
 * generator decides, here the first column and the smallest threshold. Values are compared as the 64-bit numbers that
 * they are, not rounded to 32 bits first.
 *
 * @example
 * const X = denseMatrix([[0, 0], [0, 1], [5, 5], [6, 5]])
 * const model = new DecisionTreeClassifier().fit(X, ['low', 'low', 'high', 'high'])
 * model.predict(denseMatrix([[5, 6]])) // ['high']
 */
export class DecisionTreeClassifier extends classifier({
  name: 'DecisionTreeClassifier',
  role: 'classifier',
  options,
  columns: codedColumns,
  home: import.meta.url,
  read: DecisionTreeClassifierModel.fromParts,
}) {}
