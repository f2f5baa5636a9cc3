import { codedColumns } from '../../estimator/column-defaults.ts'
import type { OptionsOf } from '../../estimator/option.ts'
import { flag } from '../../estimator/option-kinds.ts'
import { regressor } from '../../estimator/regressor.ts'
import { forestOptions, growthOptions, maxFeatures } from '../options.ts'
import { ExtraTreesRegressorModel } from './model.ts'

const options = {
  ...growthOptions,
  ...forestOptions,
  /** Columns drawn for each split: their number, √d or log₂ d of the d columns, or all. */
  maxFeatures: maxFeatures(['all'], 'all'),
  /** Each tree learns from as many rows as there are, drawn with replacement; false: from all rows. */
  bootstrap: flag(false),
}

export type ExtraTreesRegressorOptions = OptionsOf<typeof options>

/**
 * Extremely randomised trees of numbers: of each column one split only is looked at, at a number drawn between the least
 * and the largest of the node, and the one made that lowers the squared error most.
 *
 * Columns are cut into bins as those of a `RandomForestRegressor` are, and a drawn number is that between two bins.
 *
 * Source: Geurts, Ernst & Wehenkel (2006), Machine Learning 63(1).
 *
 * @example
 * const X = denseMatrix([[0, 0], [0, 1], [5, 5], [6, 5]])
 * const model = new ExtraTreesRegressor({ nEstimators: 20, bootstrap: false }).fit(X, [1, 1, 8, 8])
 * model.predict(denseMatrix([[5, 6]])) // [8]
 */
export class ExtraTreesRegressor extends regressor({
  name: 'ExtraTreesRegressor',
  role: 'regressor',
  options,
  columns: codedColumns,
  home: import.meta.url,
  read: ExtraTreesRegressorModel.fromParts,
}) {}
