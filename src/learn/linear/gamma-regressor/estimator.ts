import type { OptionsOf } from '../../estimator/option.ts'
import { regressor } from '../../estimator/regressor.ts'
import { logLinkOptions } from '../options.ts'
import { GammaRegressorModel } from './model.ts'

export type { GammaRegressorModel } from './model.ts'

export type GammaRegressorOptions = OptionsOf<typeof logLinkOptions>

/**
 * Regression of amounts, such as costs or durations: targets above 0, whose deviation grows with their mean.
 *
 *   minimise  1/n Σ s_i (η_i + y_i exp(−η_i))  +  α/2 ‖w‖²,   with η_i = x_i·w + b and the prediction exp(η_i)
 *
 * which is scikit-learn's objective, up to what depends on the targets alone; s are the sample weights, scaled to sum to n.
 * Contributions are to the logarithm of the prediction.
 *
 * @example
 * const X = denseMatrix([[0], [1], [2], [3]])
 * const model = new GammaRegressor({ alpha: 0.001 }).fit(X, [1, 2, 4, 8])
 * model.predict(denseMatrix([[2]])).map(Math.round) // [4]
 */
export class GammaRegressor extends regressor({
  name: 'GammaRegressor',
  role: 'regressor',
  options: logLinkOptions,
  home: import.meta.url,
  read: GammaRegressorModel.fromParts,
}) {}
