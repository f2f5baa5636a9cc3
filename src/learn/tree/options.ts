import type { ClassWeight } from '../class-weight.ts'

/** How many columns are looked at for each split: their number, or √d or log₂ d of the d columns, at least 1. */
export type MaxFeatures = number | 'sqrt' | 'log2'

export interface TreeOptions {
  /** What a split is to make smaller: Gini's impurity, or the entropy in bits. @default 'gini' */
  readonly criterion?: 'gini' | 'entropy'
  /** Splits from the root to the deepest leaf, 1 or more. @default no limit */
  readonly maxDepth?: number
  /** A node with fewer rows is not split, 2 or more. @default 2 */
  readonly minSamplesSplit?: number
  /** Rows that each side of a split has to keep, 1 or more. @default 1 */
  readonly minSamplesLeaf?: number
  /** `balanced` weighs each class by n / (classes · count); or a weight a class, by label. @default all 1 */
  readonly classWeight?: ClassWeight
  /** A whole number, 0 or more: the same seed gives the same bytes. @default 0 */
  readonly seed?: number
}

export interface DecisionTreeClassifierOptions extends TreeOptions {
  /** Columns drawn for each split. @default all */
  readonly maxFeatures?: MaxFeatures
  /** Leaves at most, 2 or more; the split that gains most is made first then. @default no limit */
  readonly maxLeafNodes?: number
}

export interface RandomForestClassifierOptions extends TreeOptions {
  /** Trees, 1 or more. @default 100 */
  readonly nEstimators?: number
  /** Columns drawn for each split. @default 'sqrt' */
  readonly maxFeatures?: MaxFeatures | 'all'
  /** Each tree learns from as many rows as there are, drawn with replacement; false: from all rows. @default true */
  readonly bootstrap?: boolean
  /** Threads to grow trees on; the result does not depend on it. @default as many as there are cores */
  readonly nJobs?: number
}

export interface HistGradientBoostingClassifierOptions {
  /** How much of each tree's answer is taken, above 0 to 1: smaller needs more trees. @default 0.1 */
  readonly learningRate?: number
  /** Rounds, each of one tree for two classes, of one tree a class for more; 1 or more. @default 100 */
  readonly maxIter?: number
  /** Leaves of a tree at most, 2 or more. @default 31 */
  readonly maxLeafNodes?: number
  /** Splits from the root to the deepest leaf, 1 or more. @default no limit */
  readonly maxDepth?: number
  /** Rows that each side of a split has to keep, 1 or more. @default 20 */
  readonly minSamplesLeaf?: number
  /** Added to the curvature below every leaf's answer, 0 or more. @default 0 */
  readonly l2Regularization?: number
  /** Bins of a column of numbers, missing ones not counted, 2 to 255. @default 255 */
  readonly maxBins?: number
  /** The columns that hold codes of categories: whole numbers from 0 on, without order. @default none */
  readonly categoricalFeatures?: readonly number[]
  /** Stop when rows held back are no longer answered better, and keep the trees up to the best round. @default false */
  readonly earlyStopping?: boolean
  /** Share of the rows that is held back for that, above 0 and below 1. @default 0.1 */
  readonly validationFraction?: number
  /** Rounds without a better log loss after which to stop, 1 or more. @default 10 */
  readonly nIterNoChange?: number
  /** `balanced` weighs each class by n / (classes · count); or a weight a class, by label. @default all 1 */
  readonly classWeight?: ClassWeight
  /**
   * Threads to grow trees of dense rows on, each counting columns of its own; the result does not depend on it.
   * @default as many as there are cores; 1 where there is little to do
   */
  readonly nJobs?: number
  /** Says which rows are held back: a whole number, 0 or more. @default 0 */
  readonly seed?: number
}
