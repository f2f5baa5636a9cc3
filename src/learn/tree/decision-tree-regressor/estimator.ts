import { codedColumns } from '../../estimator/column-defaults.ts'
import type { OptionsOf } from '../../estimator/option.ts'
import { count } from '../../estimator/option-kinds.ts'
import { regressor } from '../../estimator/regressor.ts'
import { growthOptions, maxFeatures } from '../options.ts'
import { DecisionTreeRegressorModel } from './model.ts'

const options = {
  ...growthOptions,
  /** Columns drawn for each split: their number, or √d or log₂ d of the d columns, at least 1. */
  maxFeatures: maxFeatures([], undefined, 'all'),
  /** Leaves at most; the split that gains most is made first then. */
  maxLeafNodes: count({ least: 2, absent: 'no limit' }),
}

export type DecisionTreeRegressorOptions = OptionsOf<typeof options>

/**
 * A regression tree (CART) with exact splits: every threshold between two neighbouring values of every column is tried at
 * every node, and the one taken that lowers the squared error most. A leaf answers the mean of its targets.
 *
 * The tree is scikit-learn's, node for node, as far as no two splits are equally good, as `DecisionTreeClassifier`'s is.
 *
 * Source: Breiman, Friedman, Olshen & Stone (1984), Classification and Regression Trees.
 *
 * @example
 * const X = denseMatrix([[0, 0], [0, 1], [5, 5], [6, 5]])
 * const model = new DecisionTreeRegressor().fit(X, [1, 2, 8, 8])
 * model.predict(denseMatrix([[5, 6]])) // [8]
 */
export class DecisionTreeRegressor extends regressor({
  name: 'DecisionTreeRegressor',
  role: 'regressor',
  options,
  columns: codedColumns,
  home: import.meta.url,
  read: DecisionTreeRegressorModel.fromParts,
}) {}
