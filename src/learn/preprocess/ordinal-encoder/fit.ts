import type { DenseMatrix, Transformer } from '../../contract.ts'
import type { Categories } from '../cells.ts'
import { checkMinFrequency, learnCategories } from '../learn-categories.ts'
import type { OrdinalEncoderOptions } from '../options.ts'
import { OrdinalEncoderModel } from './model.ts'

/** Categories to codes: 0, 1, 2 … in the order of their code points, a column for each column. */
export class OrdinalEncoder implements Transformer<Categories, DenseMatrix, OrdinalEncoderModel> {
  readonly options: OrdinalEncoderOptions

  /** @throws INVALID_OPTION */
  constructor(options: OrdinalEncoderOptions = {}) {
    checkMinFrequency(OrdinalEncoderModel.kind, options.minFrequency)
    this.options = options
  }

  /** @param X shape `(n, d)`, undefined for what is missing. @throws INVALID_INPUT */
  fit(X: Categories): OrdinalEncoderModel {
    const {
      handleUnknown = 'error',
      unknownValue = Number.NaN,
      encodedMissingValue = Number.NaN,
      minFrequency = 1,
    } = this.options
    return new OrdinalEncoderModel({
      categories: learnCategories(OrdinalEncoderModel.kind, X, minFrequency),
      refusesUnknown: handleUnknown === 'error',
      unknownValue,
      missingValue: encodedMissingValue,
    })
  }

  fitTransform(X: Categories) {
    const model = this.fit(X)
    return { model, output: model.transform(X) }
  }
}
