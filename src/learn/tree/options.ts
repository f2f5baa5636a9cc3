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
  readonly threads?: number
}
