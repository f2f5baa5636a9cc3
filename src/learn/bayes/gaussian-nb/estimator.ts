import { classifier } from '../../estimator/classifier.ts'
import type { OptionsOf } from '../../estimator/option.ts'
import { number, perClass } from '../../estimator/option-kinds.ts'
import { GaussianNBModel } from './model.ts'

const options = {
  /** Prior probabilities in the order of the sorted classes, instead of learned ones. */
  priors: perClass('numbers of 0 or more that sum to 1', (priors) => {
    const sum = priors.reduce((total, prior) => total + prior, 0)
    return priors.every((prior) => prior >= 0) && Math.abs(sum - 1) < 1e-8
  }),
  /** Fraction of the largest column's variance that is added to all variances. */
  varSmoothing: number({ above: 0, default: 1e-9 }),
}

export type GaussianNBOptions = OptionsOf<typeof options>

/**
 * Naive Bayes for measurements: every column is normally distributed within each class, whatever the others say.
 *
 *   log P(class | x) = log P(class) + Σⱼ log N(xⱼ; θ_class,j, σ²_class,j + ε) + constant
 *
 * with ε a fraction of the largest column's variance (over all rows, unweighted), so that a column that is constant within
 * a class still has a variance.
 * Four passes over the rows: O(n d) time, O(classes · d) memory.
 * Source: Chan, Golub & LeVeque (1983), The American Statistician 37(3), on why the mean comes first and the squares second.
 *
 * @example
 * const X = denseMatrix([[0, 0], [0, 1], [5, 5], [6, 5]])
 * const model = new GaussianNB().fit(X, ['low', 'low', 'high', 'high'])
 * model.predict(denseMatrix([[5, 6]])) // ['high']
 */
export class GaussianNB extends classifier({
  name: 'GaussianNB',
  role: 'classifier',
  options,
  home: import.meta.url,
  read: GaussianNBModel.fromParts,
}) {}
