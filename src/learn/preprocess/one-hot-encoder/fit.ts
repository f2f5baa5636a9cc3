import type { SparseMatrix, Transformer } from '../../contract.ts'
import type { Categories } from '../cells.ts'
import { checkMinFrequency, learnCategories } from '../learn-categories.ts'
import type { OneHotEncoderOptions } from '../options.ts'
import { OneHotEncoderModel } from './model.ts'

/**
 * A column of 0 and 1 for each category: of each column in turn the categories by code point, then one for missing
 * values where training saw any, then one for all rare ones.
 */
export class OneHotEncoder implements Transformer<Categories, SparseMatrix, OneHotEncoderModel> {
  readonly options: OneHotEncoderOptions

  /** @throws INVALID_OPTION */
  constructor(options: OneHotEncoderOptions = {}) {
    checkMinFrequency(OneHotEncoderModel.kind, options.minFrequency)
    this.options = options
  }

  /** @param X shape `(n, d)`, undefined for what is missing. @throws INVALID_INPUT */
  fit(X: Categories): OneHotEncoderModel {
    const { handleUnknown = 'error', minFrequency = 1 } = this.options
    return new OneHotEncoderModel({
      categories: learnCategories(OneHotEncoderModel.kind, X, minFrequency),
      refusesUnknown: handleUnknown === 'error',
    })
  }

  fitTransform(X: Categories) {
    const model = this.fit(X)
    return { model, output: model.transform(X) }
  }
}
