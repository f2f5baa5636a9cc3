import { option } from '../estimator/option.ts'
import { classWeight, count, oneOf } from '../estimator/option-kinds.ts'

/** How many columns are looked at for each split: their number, or √d or log₂ d of the d columns, at least 1. */
export type MaxFeatures = number | 'sqrt' | 'log2'

/** The options of a tree, and of those in a forest, whatever it learns. */
export const growthOptions = {
  /** Splits from the root to the deepest leaf. */
  maxDepth: count({ least: 1, absent: 'no limit' }),
  /** A node with fewer rows is not split. */
  minSamplesSplit: count({ least: 2, default: 2 }),
  /** Rows that each side of a split has to keep. */
  minSamplesLeaf: count({ least: 1, default: 1 }),
  /** The same seed gives the same bytes. */
  seed: count({ least: 0, default: 0 }),
}

/** The options of a tree of classes, and of those in a forest. */
export const treeOptions = {
  /** What a split is to make smaller: Gini's impurity, or the entropy in bits. */
  criterion: oneOf(['gini', 'entropy'], 'gini'),
  ...growthOptions,
  /** `balanced` weighs each class by n / (classes · count); or a weight a class, by label. */
  classWeight: classWeight(),
}

/** The options of a forest beside those of its trees. */
export const forestOptions = {
  /** Trees. */
  nEstimators: count({ least: 1, default: 100 }),
  /** Threads to grow trees on; the result does not depend on it. */
  nJobs: count({ least: 1, absent: 'as many as there are cores' }),
}

/** Columns drawn for each split. */
export function maxFeatures<W extends string, D extends MaxFeatures | W | undefined>(
  words: readonly W[],
  value: D,
  absent?: string,
) {
  const names = ['sqrt', 'log2', ...words]
  return option<MaxFeatures | W, D>({
    expected: `${names.map((word) => JSON.stringify(word)).join(', ')} or a whole number of 1 or more`,
    default: value,
    ...(absent && { absent }),
    holds: (given) => (typeof given === 'number' ? Number.isInteger(given) && given > 0 : names.includes(given)),
  })
}

/** The number of columns to look at, of `d`. */
export function countFeatures(features: MaxFeatures | undefined, d: number): number {
  if (features === undefined) return d
  if (typeof features === 'number') return Math.min(features, d)
  return Math.max(1, Math.floor(features === 'sqrt' ? Math.sqrt(d) : Math.log2(d)))
}
