import type { FitOptions, Label, SparseMatrix, Transformer } from '../contract.ts'
import { CountVectorizer } from './count-vectorizer.ts'
import type { TfidfVectorizerOptions } from './options.ts'
import { inverseDocumentFrequencies, TfidfTransformer } from './tfidf-transformer.ts'
import { TfidfTransformerModel } from './tfidf-transformer-model.ts'
import { TfidfVectorizerModel } from './tfidf-vectorizer-model.ts'

/** Counts the terms of texts and weighs them: a `CountVectorizer`, then a `TfidfTransformer`. */
export class TfidfVectorizer implements Transformer<readonly string[], SparseMatrix, TfidfVectorizerModel> {
  readonly counts: CountVectorizer
  readonly tfidf: TfidfTransformer

  /** @throws INVALID_OPTION for a value outside its range. */
  constructor(options: TfidfVectorizerOptions = {}) {
    this.counts = new CountVectorizer(options)
    this.tfidf = new TfidfTransformer(options)
  }

  /** @throws INVALID_INPUT when the texts hold no term, or none is left. */
  fit(texts: readonly string[], _y?: readonly Label[], options?: FitOptions): TfidfVectorizerModel {
    const { model, documentFrequencies } = this.counts.learn(texts, options)
    return new TfidfVectorizerModel(model, this.#weights(documentFrequencies, texts.length))
  }

  fitTransform(
    texts: readonly string[],
    y?: readonly Label[],
    options?: FitOptions,
  ): { model: TfidfVectorizerModel; output: SparseMatrix } {
    const { model: counts, output, documentFrequencies } = this.counts.fitTransform(texts, y, options)
    const tfidf = this.#weights(documentFrequencies, texts.length)
    return { model: new TfidfVectorizerModel(counts, tfidf), output: tfidf.weigh(output) }
  }

  #weights(documentFrequencies: Int32Array, texts: number): TfidfTransformerModel {
    const { settings } = this.tfidf
    return new TfidfTransformerModel(settings, inverseDocumentFrequencies(settings, documentFrequencies, texts))
  }
}
