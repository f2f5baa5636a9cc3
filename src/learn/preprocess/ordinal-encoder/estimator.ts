import { type OptionsOf, option } from '../../estimator/option.ts'
import { count, oneOf } from '../../estimator/option-kinds.ts'
import { transformer } from '../../estimator/transformer.ts'
import { OrdinalEncoderModel } from './model.ts'

const options = {
  /** What to do with a category that training did not see: refuse it, or give it `unknownValue`. */
  handleUnknown: oneOf(['error', 'use_encoded_value'], 'error'),
  /** The code of unknown categories: a number that is no code, or NaN. */
  unknownValue: option<number, number>({ expected: 'a number or NaN', default: Number.NaN, holds: isNumber }),
  /** The code of missing values. */
  encodedMissingValue: option<number, number>({ expected: 'a number or NaN', default: Number.NaN, holds: isNumber }),
  /** Categories in fewer rows share one code, the last. */
  minFrequency: count({ least: 1, default: 1 }),
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number'
}

export type OrdinalEncoderOptions = OptionsOf<typeof options>

/**
 * Categories to codes: 0, 1, 2 … in the order of their code points, a column for each column.
 *
 * @example
 * const model = new OrdinalEncoder().fit([['red'], ['blue'], ['red']])
 * model.transform([['blue'], ['red']]).values // [0, 1]
 */
export class OrdinalEncoder extends transformer({
  name: 'OrdinalEncoder',
  role: 'transformer',
  options,
  home: import.meta.url,
  read: OrdinalEncoderModel.fromParts,
}) {}
