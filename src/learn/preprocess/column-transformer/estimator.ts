import type { OptionsOf } from '../../estimator/option.ts'
import { count, flag, oneOf, optionsOf } from '../../estimator/option-kinds.ts'
import { transformer } from '../../estimator/transformer.ts'
import { TfidfVectorizer } from '../../text/tfidf-vectorizer/estimator.ts'
import { ColumnTransformerModel } from './model.ts'

const options = {
  /** What becomes of numbers: nothing, mean 0 and deviation 1, or 0 to 1. */
  number: oneOf(['passthrough', 'standard', 'minmax'], 'passthrough'),
  /**
   * What becomes of missing numbers. `keep` leaves NaN, which boosting knows how to take; the others fill the gap with
   * what is usual in the column.
   */
  missing: oneOf(['keep', 'mean', 'median', 'most_frequent'], 'keep'),
  /** Add a column of 0 and 1 for each column of numbers that had a gap in training. */
  addIndicator: flag(false),
  /**
   * What becomes of categories: codes in one column, or a column of 0 and 1 for each. As codes, missing and unknown
   * categories are NaN where missing numbers are kept, and −1 where they are filled.
   */
  category: oneOf(['ordinal', 'onehot'], 'ordinal'),
  /** Categories in fewer rows are taken together. */
  minFrequency: count({ least: 1, default: 1 }),
  /** How texts are counted: the options of a `TfidfVectorizer`; each column of texts has a vocabulary of its own. */
  text: optionsOf(TfidfVectorizer.descriptor),
}

export type ColumnTransformerOptions = OptionsOf<typeof options>

/**
 * Named, typed columns to the matrix that an estimator takes: first the numbers, then the dates (as `DateParts` says),
 * then the categories, then the texts, within each kind in the order of the table.
 *
 *   new ColumnTransformer({ number: 'standard', missing: 'mean', category: 'onehot' })   for a linear model
 *   new ColumnTransformer()                                                             for boosting
 *
 * A category or a missing value that training did not see is never an error.
 *
 * @example
 * const columns = [{ name: 'price', type: 'number' }, { name: 'brand', type: 'category' }]
 * const rows = [[1, 'a'], [undefined, 'b'], [3, 'a']]
 * const model = new ColumnTransformer({ missing: 'mean', category: 'onehot' }).fit({ columns, rows })
 * toDense(model.transformRows([[undefined, 'b']])).values // [2, 0, 1]
 */
export class ColumnTransformer extends transformer({
  name: 'ColumnTransformer',
  role: 'encoder',
  options,
  home: import.meta.url,
  read: ColumnTransformerModel.fromParts,
}) {}
