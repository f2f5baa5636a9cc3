import { codedColumns } from '../../estimator/column-defaults.ts'
import type { OptionsOf } from '../../estimator/option.ts'
import { flag } from '../../estimator/option-kinds.ts'
import { regressor } from '../../estimator/regressor.ts'
import { forestOptions, growthOptions, maxFeatures } from '../options.ts'
import { RandomForestRegressorModel } from './model.ts'

const options = {
  ...growthOptions,
  ...forestOptions,
  /** Columns drawn for each split: their number, √d or log₂ d of the d columns, or all. */
  maxFeatures: maxFeatures(['all'], 'all'),
  /** Each tree learns from as many rows as there are, drawn with replacement; false: from all rows. */
  bootstrap: flag(true),
}

export type RandomForestRegressorOptions = OptionsOf<typeof options>

/**
 * A random forest of numbers: trees that each learn from rows drawn with replacement, whose mean errs less than any of
 * them. A split is to lower the squared error.
 *
 * Columns are cut into bins as those of a `RandomForestClassifier` are, and weights say how likely a row is drawn. The
 * trees are grown on all cores: the same bytes, however many there are.
 *
 * Source: Breiman (2001), Machine Learning 45(1).
 *
 * @example
 * const X = denseMatrix([[0, 0], [0, 1], [5, 5], [6, 5]])
 * const model = new RandomForestRegressor({ nEstimators: 20, bootstrap: false }).fit(X, [1, 1, 8, 8])
 * model.predict(denseMatrix([[5, 6]])) // [8]
 */
export class RandomForestRegressor extends regressor({
  name: 'RandomForestRegressor',
  role: 'regressor',
  options,
  columns: codedColumns,
  home: import.meta.url,
  read: RandomForestRegressorModel.fromParts,
}) {}
