import { classifier } from '../../estimator/classifier.ts'
import type { OptionsOf } from '../../estimator/option.ts'
import { classWeight, count } from '../../estimator/option-kinds.ts'
import { boostingOptions, boostingProblems } from '../boosting/options.ts'
import { HistGradientBoostingClassifierModel } from './model.ts'

const options = {
  ...boostingOptions,
  /** `balanced` weighs each class by n / (classes · count); or a weight a class, by label. */
  classWeight: classWeight(),
  /** Says which rows are held back. */
  seed: count({ least: 0, default: 0 }),
}

export type HistGradientBoostingClassifierOptions = OptionsOf<typeof options>

/**
 * Gradient boosting on histograms: tree after tree, each grown on what the ones before it leave wrong.
 *
 *   minimise  Σ sᵢ · −log p(yᵢ | xᵢ)  +  λ/2 Σ w²      w the leaves' answers, s the weights
 *
 * by Newton steps, a tree a step: a leaf answers −learningRate · G / (H + λ), G and H the sums of its rows' gradients
 * and hessians. Columns are cut into at most 255 bins, missing values have one of their own, and columns of categories
 * are split into two groups of categories. NaN is a missing value, infinities are refused. Dense rows are worked on by
 * all cores: the same bytes, however many there are.
 *
 * Sources: Friedman (2001), Annals of Statistics 29(5); Ke et al. (2017), LightGBM, NeurIPS 30.
 *
 * @example
 * const X = denseMatrix([[0, 0], [0, 1], [5, 5], [6, 5]])
 * const model = new HistGradientBoostingClassifier({ minSamplesLeaf: 1 }).fit(X, ['low', 'low', 'high', 'high'])
 * model.predict(denseMatrix([[5, 6]])) // ['high']
 */
export class HistGradientBoostingClassifier extends classifier({
  name: 'HistGradientBoostingClassifier',
  role: 'classifier',
  options,
  missing: true,
  columns: { transformer: {}, codesOption: 'categoricalFeatures' },
  home: import.meta.url,
  read: HistGradientBoostingClassifierModel.fromParts,
  check: (settings) => boostingProblems(settings),
}) {}
