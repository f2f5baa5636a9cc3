import { count, flag, number } from '../estimator/option-kinds.ts'

/** What both models with a logarithm as link take. */
export const logLinkOptions = {
  /** Strength of the L2 penalty, 0 for none. */
  alpha: number({ least: 0, default: 1 }),
  /** Learn an intercept, which is never penalised. */
  fitIntercept: flag(true),
  /** The largest entry of the gradient, per unit of weight, at which the fit stops. */
  tol: number({ above: 0, default: 1e-8 }),
  /** Newton steps after which the fit gives up and warns that it has not converged. */
  maxIter: count({ least: 1, default: 100 }),
}
