import type { FitOptions, Label, SparseMatrix, Transformer } from '../../contract.ts'
import { takeRows } from '../../matrix.ts'
import type { HashingVectorizerOptions } from '../options.ts'
import type { ReadTexts } from '../read-texts.ts'
import { type HashingSettings, hashingSettings } from '../settings.ts'
import { HashingVectorizerModel } from './model.ts'

/**
 * Counts terms without a vocabulary: the column of a term is its hash, so that nothing is learned, any number of texts
 * takes the same memory, and terms that were never seen count too. Different terms may share a column; which ones a
 * column stands for cannot be told from it.
 */
export class HashingVectorizer implements Transformer<readonly string[], SparseMatrix, HashingVectorizerModel> {
  readonly settings: HashingSettings

  /** @throws INVALID_OPTION for a value outside its range. */
  constructor(options: HashingVectorizerOptions = {}) {
    this.settings = hashingSettings('HashingVectorizer', options)
  }

  /** Counts terms once, to be learned from more than once. */
  read(texts: readonly string[]): ReadTexts<HashingVectorizerModel> {
    const { model, output } = this.fitTransform(texts)
    return {
      rows: texts.length,
      fit: (rows) => ({ model, output: takeRows(output, rows) as SparseMatrix }),
      finish: () => ({ model, output }),
    }
  }

  /** Learns nothing: the model knows the options only. */
  fit(_texts?: readonly string[], _y?: readonly Label[], _options?: FitOptions): HashingVectorizerModel {
    return new HashingVectorizerModel(this.settings)
  }

  /** @throws INVALID_INPUT for what is no string. */
  fitTransform(texts: readonly string[]): { model: HashingVectorizerModel; output: SparseMatrix } {
    const model = this.fit()
    return { model, output: model.transform(texts) }
  }
}
