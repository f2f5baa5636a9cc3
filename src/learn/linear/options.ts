import type { ClassWeight } from '../class-weight.ts'

export interface LogisticRegressionOptions {
  /** Inverse of the strength of regularisation, above 0; smaller is stronger. @default 1 */
  readonly C?: number
  /** Share of the L1 penalty, 0 (ridge) to 1 (lasso), as scikit-learn 1.8 and later name it. @default 0 */
  readonly l1Ratio?: number
  /** Learn an intercept, which is never penalised. @default true */
  readonly fitIntercept?: boolean
  /** `balanced` weighs each class by n / (classes · count), weighted rows counting by their weight; or a weight a class, by label. @default all 1 */
  readonly classWeight?: ClassWeight
  /**
   * Accuracy at which the fit stops: the largest absolute entry of the gradient (for L1, of the minimum-norm
   * subgradient), per unit of weight, and ten times the last step's gain as a share of the objective. @default 1e-6
   */
  readonly tol?: number
  /** Iterations after which the fit gives up and says that it has not converged. @default 1000 */
  readonly maxIter?: number
  /**
   * Threads to fit on where the penalty is L2 alone; the result does not depend on it.
   * @default as many as there are cores; 1 where there is little to do
   */
  readonly nJobs?: number
}
