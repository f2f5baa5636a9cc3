import type { OptionsOf } from '../../estimator/option.ts'
import { count, flag, number } from '../../estimator/option-kinds.ts'
import { regressor } from '../../estimator/regressor.ts'
import { LassoModel } from './model.ts'

export type { LassoModel } from './model.ts'

const options = {
  /** Strength of the penalty; larger is stronger, and makes more coefficients 0. */
  alpha: number({ above: 0, default: 1 }),
  /** Learn an intercept, which is never penalised. */
  fitIntercept: flag(true),
  /** The duality gap at which the fit stops, as a fraction of the targets' sum of squares about their mean. */
  tol: number({ above: 0, default: 1e-4 }),
  /** Passes over the columns after which the fit gives up and warns that it has not converged. */
  maxIter: count({ least: 1, default: 1000 }),
}

export type LassoOptions = OptionsOf<typeof options>

/**
 * Linear least squares with an L1 penalty, scikit-learn's objective
 *
 *   minimise  1/(2n) Σ s_i (y_i − x_i·w − b)²  +  α ‖w‖₁
 *
 * with the sample weights s scaled to sum to n. It is an `ElasticNet` with `l1Ratio: 1`.
 * Source: Tibshirani (1996), Journal of the Royal Statistical Society B 58(1).
 *
 * @example
 * const X = denseMatrix([[0, 1], [1, 0], [2, 1], [3, 0]])
 * const model = new Lasso({ alpha: 0.1 }).fit(X, [1, 3, 5, 7])
 * model.coef[1] // 0
 */
export class Lasso extends regressor({
  name: 'Lasso',
  role: 'regressor',
  options,
  home: import.meta.url,
  read: LassoModel.fromParts,
}) {}
