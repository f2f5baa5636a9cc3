import { classifier } from '../../estimator/classifier.ts'
import type { OptionsOf } from '../../estimator/option.ts'
import { classWeight, count, flag, number } from '../../estimator/option-kinds.ts'
import { LogisticRegressionModel } from './model.ts'

const options = {
  /** Inverse of the strength of regularisation; smaller is stronger. */
  C: number({ above: 0, default: 1 }),
  /** Fraction of the penalty that is L1: 0 is ridge, 1 is lasso, as scikit-learn 1.8 and later name it. */
  l1Ratio: number({ least: 0, most: 1, default: 0 }),
  /** Learn an intercept, which is never penalised. */
  fitIntercept: flag(true),
  /** `balanced` weighs each class by n / (classes · count), weighted rows counting by their weight; or a weight a class, by label. */
  classWeight: classWeight(),
  /**
   * Accuracy at which the fit stops: the largest absolute entry of the gradient (for L1, of the minimum-norm
   * subgradient), per unit of weight, and ten times the last step's gain as a fraction of the objective.
   */
  tol: number({ above: 0, default: 1e-6 }),
  /** Iterations after which the fit gives up and warns that it has not converged. */
  maxIter: count({ least: 1, default: 1000 }),
  /** Threads to fit on where the penalty is L2 alone; the result does not depend on it. */
  nJobs: count({ least: 1, absent: 'as many as there are cores; 1 where there is little to do' }),
}

export type LogisticRegressionOptions = OptionsOf<typeof options>

/**
 * Logistic regression, binary or multinomial, with scikit-learn's objective
 *
 *   minimise  C Σ s_i ℓ_i  +  (1 − l1Ratio)/2 ‖w‖²  +  l1Ratio ‖w‖₁
 *
 * over the coefficients w and an intercept that is not penalised; s are sample weights times class weights.
 *
 * @example
 * const X = denseMatrix([[0, 0], [0, 1], [5, 5], [6, 5]])
 * const model = new LogisticRegression({ C: 10 }).fit(X, ['low', 'low', 'high', 'high'])
 * model.predict(denseMatrix([[5, 6]])) // ['high']
 * model.decisionFunction(X).columns // 1
 */
export class LogisticRegression extends classifier({
  name: 'LogisticRegression',
  role: 'classifier',
  options,
  home: import.meta.url,
  read: LogisticRegressionModel.fromParts,
}) {}
