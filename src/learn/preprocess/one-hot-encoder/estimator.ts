import type { OptionsOf } from '../../estimator/option.ts'
import { count, oneOf } from '../../estimator/option-kinds.ts'
import { transformer } from '../../estimator/transformer.ts'
import { OneHotEncoderModel } from './model.ts'

const options = {
  /** What to do with a category that training did not see: refuse it, or write zeros only. */
  handleUnknown: oneOf(['error', 'ignore'], 'error'),
  /** Categories in fewer rows share one column, the last. */
  minFrequency: count({ least: 1, default: 1 }),
}

export type OneHotEncoderOptions = OptionsOf<typeof options>

/**
 * A column of 0 and 1 for each category: of each column in turn the categories by code point, then one for missing
 * values where training saw any, then one for all rare ones.
 *
 * @example
 * const model = new OneHotEncoder().fit([['red'], ['blue'], ['red']])
 * model.featureNames() // ['x0_blue', 'x0_red']
 * toDense(model.transform([['red']])).values // [0, 1]
 */
export class OneHotEncoder extends transformer({
  name: 'OneHotEncoder',
  role: 'transformer',
  options,
  home: import.meta.url,
  read: OneHotEncoderModel.fromParts,
}) {}
