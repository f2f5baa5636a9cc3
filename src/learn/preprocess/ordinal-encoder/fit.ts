import type { Categories } from '../cells.ts'
import { learnCategories } from '../learn-categories.ts'
import type { OrdinalEncoder } from './estimator.ts'
import { OrdinalEncoderModel } from './model.ts'

export function fit(settings: OrdinalEncoder['options'], X: Categories): OrdinalEncoderModel {
  const { handleUnknown, unknownValue, encodedMissingValue, minFrequency } = settings
  return new OrdinalEncoderModel({
    categories: learnCategories(OrdinalEncoderModel.kind, X, minFrequency),
    refusesUnknown: handleUnknown === 'error',
    unknownValue,
    missingValue: encodedMissingValue,
  })
}
