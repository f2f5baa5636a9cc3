import { classifier } from '../../estimator/classifier.ts'
import { type OptionsOf, option } from '../../estimator/option.ts'
import { classWeight, count, flag, number } from '../../estimator/option-kinds.ts'
import { HistGradientBoostingClassifierModel } from './model.ts'

const options = {
  /** How much of each tree's leaf value is taken: smaller needs more trees. */
  learningRate: number({ above: 0, most: 1, default: 0.1 }),
  /** Rounds, each of one tree for two classes, of one tree a class for more. */
  maxIter: count({ least: 1, default: 100 }),
  /** Leaves of a tree at most. */
  maxLeafNodes: count({ least: 2, default: 31 }),
  /** Splits from the root to the deepest leaf. */
  maxDepth: count({ least: 1, absent: 'no limit' }),
  /** Rows that each side of a split has to keep. */
  minSamplesLeaf: count({ least: 1, default: 20 }),
  /** Added to the curvature below every leaf value. */
  l2Regularization: number({ least: 0, default: 0 }),
  /** Bins of a column of numbers, missing ones not counted. */
  maxBins: count({ least: 2, most: 255, default: 255 }),
  /** The columns that hold codes of categories: whole numbers from 0 on, without order. */
  categoricalFeatures: option<readonly number[], undefined>({
    expected: 'a list of columns, whole numbers of 0 or more',
    default: undefined,
    absent: 'none; in a service those that hold categories',
    holds: (columns) => columns.every((column) => Number.isSafeInteger(column) && column >= 0),
  }),
  /** Stop when rows held back are no longer predicted better, and keep the trees up to the best round. */
  earlyStopping: flag(false),
  /** Fraction of the rows that is held back for that. */
  validationFraction: number({ above: 0, below: 1, default: 0.1 }),
  /** Rounds without a better log loss after which to stop. */
  nIterNoChange: count({ least: 1, default: 10 }),
  /** `balanced` weighs each class by n / (classes · count); or a weight a class, by label. */
  classWeight: classWeight(),
  /** Threads to grow trees of dense rows on, each counting columns of its own; the result does not depend on it. */
  nJobs: count({ least: 1, absent: 'as many as there are cores; 1 where there is little to do' }),
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
}) {}
