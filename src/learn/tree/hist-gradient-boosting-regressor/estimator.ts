import type { OptionsOf } from '../../estimator/option.ts'
import { count, number, oneOf } from '../../estimator/option-kinds.ts'
import { regressor } from '../../estimator/regressor.ts'
import { boostingOptions, boostingProblems } from '../boosting/options.ts'
import { regressionLosses } from '../boosting/regression-loss.ts'
import { HistGradientBoostingRegressorModel } from './model.ts'

const options = {
  /** What is to be small: with the absolute error the median is predicted, with `quantile` that quantile, else the mean. `poisson`, for targets of 0 or more, and `gamma`, above 0, predict e^z, z the sum of the trees. */
  loss: oneOf(regressionLosses, 'squaredError'),
  /** Which quantile of the targets, for `loss: 'quantile'`. */
  quantile: number({ above: 0, below: 1, absent: 'needed for `loss: "quantile"` alone' }),
  ...boostingOptions,
  /** Says which rows are held back. */
  seed: count({ least: 0, default: 0 }),
}

export type HistGradientBoostingRegressorOptions = OptionsOf<typeof options>

/**
 * Gradient boosting on histograms of a number: tree after tree, each grown on what the ones before it leave wrong.
 *
 *   minimise  Σ sᵢ · loss(yᵢ, z(xᵢ))  +  λ/2 Σ w²      w the leaves' answers, s the weights
 *
 * by Newton steps, as `HistGradientBoostingClassifier`; leaves of the absolute error and of a quantile answer
 * learningRate times that quantile of what is left of their targets. The same loss with other quantiles gives intervals.
 *
 * Sources: Friedman (2001), Annals of Statistics 29(5); Ke et al. (2017), LightGBM, NeurIPS 30.
 *
 * @example
 * const X = denseMatrix([[0, 0], [0, 1], [5, 5], [6, 5]])
 * const model = new HistGradientBoostingRegressor({ minSamplesLeaf: 1, learningRate: 1 }).fit(X, [1, 3, 20, 20])
 * model.predict(denseMatrix([[5, 6]])) // [20]
 */
export class HistGradientBoostingRegressor extends regressor({
  name: 'HistGradientBoostingRegressor',
  role: 'regressor',
  options,
  missing: true,
  columns: { transformer: {}, codesOption: 'categoricalFeatures' },
  home: import.meta.url,
  read: HistGradientBoostingRegressorModel.fromParts,
  check: (settings) => {
    const { loss, quantile, monotonicCst } = settings
    const isByOrder = loss === 'quantile' || loss === 'absoluteError'
    const isBound = monotonicCst?.some((direction) => direction !== 0)
    return [
      ...(loss === 'quantile' && quantile === undefined
        ? [{ path: 'quantile', message: 'expected a number beside loss "quantile", got none' }]
        : []),
      ...(isByOrder && isBound
        ? [{ path: 'monotonicCst', message: `expected none beside loss "${loss}", whose leaves answer quantiles` }]
        : []),
      ...boostingProblems(settings),
    ]
  },
}) {}
