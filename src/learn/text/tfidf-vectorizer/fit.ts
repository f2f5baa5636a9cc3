import type { FitOptions, Label, SparseMatrix, Transformer } from '../../contract.ts'
import { CountVectorizer } from '../count-vectorizer/fit.ts'
import type { LearnedCounts } from '../counted-texts.ts'
import type { TfidfVectorizerOptions } from '../options.ts'
import type { ReadTexts } from '../read-texts.ts'
import { inverseDocumentFrequencies, TfidfTransformer } from '../tfidf-transformer/fit.ts'
import { TfidfTransformerModel } from '../tfidf-transformer/model.ts'
import { TfidfVectorizerModel } from './model.ts'

/** Counts the terms of texts and weighs them: a `CountVectorizer`, then a `TfidfTransformer`. */
export class TfidfVectorizer implements Transformer<readonly string[], SparseMatrix, TfidfVectorizerModel> {
  readonly counts: CountVectorizer
  readonly tfidf: TfidfTransformer

  /** @throws INVALID_OPTION for a value outside its range. */
  constructor(options: TfidfVectorizerOptions = {}) {
    this.counts = new CountVectorizer(options)
    this.tfidf = new TfidfTransformer(options)
  }

  /** Cuts texts into terms once, to be learned from more than once. */
  read(texts: readonly string[], options?: FitOptions): ReadTexts<TfidfVectorizerModel> {
    const counted = this.counts.read(texts, options)
    return {
      rows: counted.rows,
      fit: (rows) => this.#weigh(counted.fit(rows)),
      finish: () => this.#weigh(counted.finish()),
    }
  }

  /** @throws INVALID_INPUT when the texts hold no term, or none is left. */
  fit(texts: readonly string[], y?: readonly Label[], options?: FitOptions): TfidfVectorizerModel {
    return this.fitTransform(texts, y, options).model
  }

  fitTransform(
    texts: readonly string[],
    y?: readonly Label[],
    options?: FitOptions,
  ): { model: TfidfVectorizerModel; output: SparseMatrix } {
    return this.#weigh(this.counts.fitTransform(texts, y, options))
  }

  #weigh({ model, output, documentFrequencies }: LearnedCounts) {
    const { settings } = this.tfidf
    const idf = inverseDocumentFrequencies(settings, documentFrequencies, output.rows)
    const tfidf = new TfidfTransformerModel(settings, idf)
    return { model: new TfidfVectorizerModel(model, tfidf), output: tfidf.weigh(output) }
  }
}
