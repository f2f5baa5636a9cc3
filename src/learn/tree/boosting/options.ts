import type { Problem } from '../../../errors.ts'
import { option, type SettingsOf } from '../../estimator/option.ts'
import { count, flag, number } from '../../estimator/option-kinds.ts'

/** The options of boosting, whatever it learns. */
export const boostingOptions = {
  /** How much of each tree's leaf value is taken: smaller needs more trees. */
  learningRate: number({ above: 0, most: 1, default: 0.1 }),
  /** Rounds, each of one tree, or of one tree a class for more than two. */
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
  /** For each column 1 where the decision must not fall as it rises, −1 where it must not rise, else 0; the decision of two classes is for the second. */
  monotonicCst: option<readonly number[], undefined>({
    expected: 'a list of -1, 0 or 1 for each column',
    default: undefined,
    absent: 'all 0',
    holds: (columns) => columns.every((direction) => [-1, 0, 1].includes(direction)),
  }),
  /** Stop when rows held back are no longer predicted better, and keep the trees up to the best round. */
  earlyStopping: flag(false),
  /** Fraction of the rows that is held back for that. */
  validationFraction: number({ above: 0, below: 1, default: 0.1 }),
  /** Rounds without a better loss after which to stop. */
  nIterNoChange: count({ least: 1, default: 10 }),
  /** Threads to grow trees of dense rows on, each counting columns of its own; the result does not depend on it. */
  nJobs: count({ least: 1, absent: 'as many as there are cores; 1 where there is little to do' }),
}

/** What is wrong with options of boosting together. */
export function boostingProblems({ monotonicCst, categoricalFeatures }: SettingsOf<typeof boostingOptions>): Problem[] {
  const both = (categoricalFeatures ?? []).filter((column) => (monotonicCst?.[column] ?? 0) !== 0)
  const message = `expected 0 for columns of categories, which have no order, got another number for ${both.join(', ')}`
  return both.length > 0 ? [{ path: 'monotonicCst', message }] : []
}
