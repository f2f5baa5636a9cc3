import { classifier } from '../../estimator/classifier.ts'
import type { OptionsOf } from '../../estimator/option.ts'
import { classWeight, count, flag, number, oneOf } from '../../estimator/option-kinds.ts'
import { LinearSVCModel } from './model.ts'

const options = {
  /** Inverse of the strength of regularisation; smaller is stronger. */
  C: number({ above: 0, default: 1 }),
  /** What a row on the wrong side of its margin costs: its distance from it squared, or as it is. */
  loss: oneOf(['squared_hinge', 'hinge'], 'squared_hinge'),
  /** Learn an intercept. */
  fitIntercept: flag(true),
  /**
   * The intercept is the weight of one more column, which has this value in every row, times it; the weight is
   * penalised as the others are. Larger: penalised less.
   */
  interceptScaling: number({ above: 0, default: 1 }),
  /**
   * `balanced` weighs each class by n / (classes · count), weighted rows counting by their weight; or a weight a class,
   * by label. One against the rest, the one has its weight and the rest have 1, as in liblinear.
   */
  classWeight: classWeight(),
  /** The fit stops where its objective is proven to be above the least one by no more than this fraction of it. */
  tol: number({ above: 0, default: 1e-6 }),
  /** Newton steps (squared hinge, dense rows) or passes over the rows (else) after which a fit gives up and warns. */
  maxIter: count({ least: 1, default: 1000 }),
  /** Orders the rows of a pass; of no account for Newton steps. */
  seed: count({ least: 0, default: 0 }),
}

export type LinearSVCOptions = OptionsOf<typeof options>

/**
 * A linear support vector machine, one against the rest, with liblinear's objective for each class
 *
 *   minimise  ½ ‖w‖²  +  C Σ s_i max(0, 1 − y_i w·x_i)^p,   y_i = 1 for the class's rows, −1 for the others,
 *
 * p being 2 for the squared hinge and 1 for the hinge; s are sample weights times class weights. With an intercept,
 * x has one more column, `interceptScaling`, whose weight is penalised like the others. Two classes take one such
 * problem, K classes take K.
 *
 * It says how far a row is from the border, not how probable a label is: `new CalibratedClassifier(new LinearSVC())`
 * does both.
 *
 * @example
 * const X = denseMatrix([[0, 0], [0, 1], [5, 5], [6, 5]])
 * const model = new LinearSVC().fit(X, ['low', 'low', 'high', 'high'])
 * model.predict(denseMatrix([[5, 6]])) // ['high']
 */
export class LinearSVC extends classifier({
  name: 'LinearSVC',
  role: 'decider',
  options,
  home: import.meta.url,
  read: LinearSVCModel.fromParts,
}) {}
