import type { OptionsOf } from '../../estimator/option.ts'
import { regressor } from '../../estimator/regressor.ts'
import { neighborOptions } from '../options.ts'
import { KNeighborsRegressorModel } from './model.ts'

export type { KNeighborsRegressorModel } from './model.ts'

export type KNeighborsRegressorOptions = OptionsOf<typeof neighborOptions>

/**
 * The mean target of the nearest training rows: exact, by comparison with all of them, as `KNeighborsClassifier` finds
 * them. Fitting keeps the rows. A row of weight 2 is the row given twice.
 *
 * @example
 * const X = denseMatrix([[0, 0], [0, 1], [5, 5], [6, 5]])
 * const model = new KNeighborsRegressor({ nNeighbors: 2 }).fit(X, [1, 2, 10, 20])
 * model.predict(denseMatrix([[5, 6]])) // [15]
 */
export class KNeighborsRegressor extends regressor({
  name: 'KNeighborsRegressor',
  role: 'regressor',
  options: neighborOptions,
  home: import.meta.url,
  read: KNeighborsRegressorModel.fromParts,
}) {}
