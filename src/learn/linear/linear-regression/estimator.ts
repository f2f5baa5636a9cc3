import type { OptionsOf } from '../../estimator/option.ts'
import { flag } from '../../estimator/option-kinds.ts'
import { regressor } from '../../estimator/regressor.ts'
import { LinearRegressionModel } from './model.ts'

export type { LinearRegressionModel } from './model.ts'

const options = {
  /** Learn an intercept. */
  fitIntercept: flag(true),
}

export type LinearRegressionOptions = OptionsOf<typeof options>

/**
 * Ordinary least squares: minimise Σ s_i (y_i − x_i·w − b)², with s the sample weights. Where columns depend on each
 * other, the solution whose coefficients have the smallest norm.
 *
 * @example
 * const X = denseMatrix([[0], [1], [2], [3]])
 * const model = new LinearRegression().fit(X, [1, 3, 5, 7])
 * model.coef.map(Math.round) // [2]
 * Math.round(model.intercept) // 1
 */
export class LinearRegression extends regressor({
  name: 'LinearRegression',
  role: 'regressor',
  options,
  home: import.meta.url,
  read: LinearRegressionModel.fromParts,
}) {}
