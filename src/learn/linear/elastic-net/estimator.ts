import type { OptionsOf } from '../../estimator/option.ts'
import { count, flag, number } from '../../estimator/option-kinds.ts'
import { regressor } from '../../estimator/regressor.ts'
import { ElasticNetModel } from './model.ts'

export type { ElasticNetModel } from './model.ts'

const options = {
  /** Strength of the penalty; larger is stronger. */
  alpha: number({ above: 0, default: 1 }),
  /** Fraction of the penalty that is L1: 1 is the lasso. */
  l1Ratio: number({ least: 0, most: 1, default: 0.5 }),
  /** Learn an intercept, which is never penalised. */
  fitIntercept: flag(true),
  /** The duality gap at which the fit stops, as a fraction of the targets' sum of squares about their mean. */
  tol: number({ above: 0, default: 1e-4 }),
  /** Passes over the columns after which the fit gives up and warns that it has not converged. */
  maxIter: count({ least: 1, default: 1000 }),
}

export type ElasticNetOptions = OptionsOf<typeof options>

/**
 * Linear least squares with L1 and L2 penalties, scikit-learn's objective
 *
 *   minimise  1/(2n) Σ s_i (y_i − x_i·w − b)²  +  α l1Ratio ‖w‖₁  +  α (1 − l1Ratio)/2 ‖w‖²
 *
 * with the sample weights s scaled to sum to n. The L1 part makes coefficients exactly 0.
 * Source: Zou & Hastie (2005), Journal of the Royal Statistical Society B 67(2).
 *
 * @example
 * const X = denseMatrix([[0, 1], [1, 0], [2, 1], [3, 0]])
 * const model = new ElasticNet({ alpha: 0.1, l1Ratio: 0.9 }).fit(X, [1, 3, 5, 7])
 * model.coef[1] // 0
 */
export class ElasticNet extends regressor({
  name: 'ElasticNet',
  role: 'regressor',
  options,
  home: import.meta.url,
  read: ElasticNetModel.fromParts,
}) {}
