import type { Categories } from '../cells.ts'
import { learnCategories } from '../learn-categories.ts'
import type { OneHotEncoder } from './estimator.ts'
import { OneHotEncoderModel } from './model.ts'

export function fit(settings: OneHotEncoder['options'], X: Categories): OneHotEncoderModel {
  const { handleUnknown, minFrequency } = settings
  return new OneHotEncoderModel({
    categories: learnCategories(OneHotEncoderModel.kind, X, minFrequency),
    refusesUnknown: handleUnknown === 'error',
  })
}
