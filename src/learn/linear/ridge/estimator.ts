import type { OptionsOf } from '../../estimator/option.ts'
import { flag, number } from '../../estimator/option-kinds.ts'
import { regressor } from '../../estimator/regressor.ts'
import { RidgeModel } from './model.ts'

export type { RidgeModel } from './model.ts'

const options = {
  /** Strength of the penalty; larger is stronger. */
  alpha: number({ above: 0, default: 1 }),
  /** Learn an intercept, which is never penalised. */
  fitIntercept: flag(true),
}

export type RidgeOptions = OptionsOf<typeof options>

/**
 * Linear least squares with an L2 penalty, scikit-learn's objective
 *
 *   minimise  Σ s_i (y_i − x_i·w − b)²  +  α ‖w‖²
 *
 * with s the sample weights. Exact to rounding: Cholesky factors of the normal equations up to 512 columns, conjugate
 * gradients beyond.
 * Source: Hoerl & Kennard (1970), Technometrics 12(1).
 *
 * @example
 * const X = denseMatrix([[0], [1], [2], [3]])
 * const model = new Ridge({ alpha: 5 }).fit(X, [1, 3, 5, 7])
 * model.coef // [1]
 * model.predict(denseMatrix([[1.5]])) // [4]
 */
export class Ridge extends regressor({
  name: 'Ridge',
  role: 'regressor',
  options,
  home: import.meta.url,
  read: RidgeModel.fromParts,
}) {}
