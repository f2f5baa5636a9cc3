import type { FitOptions, Label, SparseMatrix, Transformer } from '../../contract.ts'
import { checkTexts } from '../check-texts.ts'
import { CountedTexts, type LearnedCounts } from '../counted-texts.ts'
import type { CountVectorizerOptions } from '../options.ts'
import { type AnalysisSettings, countSettings, type VocabularySettings } from '../settings.ts'
import type { CountVectorizerModel } from './model.ts'

/**
 * Learns the terms of texts, and counts them. One pass over the texts, in O(terms read), and about 5 bytes for each
 * different term of a text until the matrix is made.
 */
export class CountVectorizer implements Transformer<readonly string[], SparseMatrix, CountVectorizerModel> {
  readonly settings: AnalysisSettings & VocabularySettings

  /** @throws INVALID_OPTION for a value outside its range. */
  constructor(options: CountVectorizerOptions = {}) {
    this.settings = countSettings('CountVectorizer', options)
  }

  /** Cuts texts into terms once, to be learned from more than once. */
  read(texts: readonly string[], { onProgress }: FitOptions = {}): CountedTexts {
    checkTexts('CountVectorizer.fit', texts)
    return new CountedTexts(this.settings, texts, onProgress)
  }

  /** @throws INVALID_INPUT when the texts hold no term, or none is left. */
  fit(texts: readonly string[], _y?: readonly Label[], options?: FitOptions): CountVectorizerModel {
    return this.fitTransform(texts, _y, options).model
  }

  /** @throws INVALID_INPUT when the texts hold no term, or none is left. */
  fitTransform(texts: readonly string[], _y?: readonly Label[], options?: FitOptions): LearnedCounts {
    return this.read(texts, options).finish()
  }
}
