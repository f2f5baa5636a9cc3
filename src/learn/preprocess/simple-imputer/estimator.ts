import { type OptionsOf, option } from '../../estimator/option.ts'
import { flag, oneOf } from '../../estimator/option-kinds.ts'
import { transformer } from '../../estimator/transformer.ts'
import { SimpleImputerModel } from './model.ts'

const options = {
  /** What stands in for a missing number; of several most frequent ones, the smallest. */
  strategy: oneOf(['mean', 'median', 'most_frequent', 'constant'], 'mean'),
  /** For the strategy `constant`. */
  fillValue: option<number, number>({ expected: 'a number', default: 0, holds: Number.isFinite }),
  /** Add a column of 0 and 1 for each column that had a gap in training. */
  addIndicator: flag(false),
}

export type SimpleImputerOptions = OptionsOf<typeof options>

/**
 * Fills missing numbers with what is usual in their column. A column without any value is filled with 0 (or
 * `fillValue`) and stays where it is: scikit-learn's `keep_empty_features=True`.
 *
 * @example
 * const model = new SimpleImputer({ strategy: 'mean' }).fit(denseMatrix([[1], [NaN], [3]]))
 * model.transform(denseMatrix([[NaN]])).values // [2]
 */
export class SimpleImputer extends transformer({
  name: 'SimpleImputer',
  role: 'transformer',
  options,
  home: import.meta.url,
  read: SimpleImputerModel.fromParts,
}) {}
