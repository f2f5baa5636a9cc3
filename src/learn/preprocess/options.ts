import type { TfidfVectorizerOptions } from '../text/options.ts'

export interface StandardScalerOptions {
  /** Take the mean away. @default true */
  readonly withMean?: boolean
  /** Divide by the standard deviation. @default true */
  readonly withStd?: boolean
}

export interface MinMaxScalerOptions {
  /** Where the smallest and the largest value go. @default [0, 1] */
  readonly featureRange?: readonly [number, number]
  /** Bring what lies beyond the values of training to the nearer end. @default false */
  readonly clip?: boolean
}

export interface SimpleImputerOptions {
  /** What stands in for a missing number; of several most frequent ones, the smallest. @default 'mean' */
  readonly strategy?: 'mean' | 'median' | 'most_frequent' | 'constant'
  /** For the strategy `constant`. @default 0 */
  readonly fillValue?: number
  /** Add a column of 0 and 1 for each column that had a gap in training. @default false */
  readonly addIndicator?: boolean
}

export interface OrdinalEncoderOptions {
  /** What to do with a category that training did not see: refuse it, or give it `unknownValue`. @default 'error' */
  readonly handleUnknown?: 'error' | 'use_encoded_value'
  /** The code of unknown categories: a number that is no code, or NaN. @default NaN */
  readonly unknownValue?: number
  /** The code of missing values. @default NaN */
  readonly encodedMissingValue?: number
  /** Categories in fewer rows share one code, the last; 1 or more. @default 1 */
  readonly minFrequency?: number
}

export interface OneHotEncoderOptions {
  /** What to do with a category that training did not see: refuse it, or write zeros only. @default 'error' */
  readonly handleUnknown?: 'error' | 'ignore'
  /** Categories in fewer rows share one column, the last; 1 or more. @default 1 */
  readonly minFrequency?: number
}

export interface ColumnTransformerOptions {
  /** What becomes of numbers: nothing, mean 0 and deviation 1, or 0 to 1. @default 'passthrough' */
  readonly number?: 'passthrough' | 'standard' | 'minmax'
  /**
   * What becomes of missing numbers. `keep` leaves NaN, which boosting knows how to take; the others fill the gap with
   * what is usual in the column. @default 'keep'
   */
  readonly missing?: 'keep' | 'mean' | 'median' | 'most_frequent'
  /** Add a column of 0 and 1 for each column of numbers that had a gap in training. @default false */
  readonly addIndicator?: boolean
  /**
   * What becomes of categories: codes in one column, or a column of 0 and 1 for each. As codes, missing and unknown
   * categories are NaN where missing numbers are kept, and −1 where they are filled. @default 'ordinal'
   */
  readonly category?: 'ordinal' | 'onehot'
  /** Categories in fewer rows are taken together; 1 or more. @default 1 */
  readonly minFrequency?: number
  /** How texts are counted; each column of texts has a vocabulary of its own. */
  readonly text?: TfidfVectorizerOptions
}
