import type { Parts, SparseMatrix, TransformerModel } from '../../contract.ts'
import { CountVectorizerModel } from '../count-vectorizer/model.ts'
import { TfidfTransformerModel } from '../tfidf-transformer/model.ts'

/** A fitted TfidfVectorizer: from texts to the weights of the terms in them, shape `(texts, terms)`. */
export class TfidfVectorizerModel implements TransformerModel<readonly string[], SparseMatrix> {
  readonly kind = 'TfidfVectorizer'
  readonly counts: CountVectorizerModel
  readonly tfidf: TfidfTransformerModel

  constructor(counts: CountVectorizerModel, tfidf: TfidfTransformerModel) {
    this.counts = counts
    this.tfidf = tfidf
  }

  get columns(): number {
    return this.counts.columns
  }

  transform(texts: readonly string[]): SparseMatrix {
    return this.tfidf.weigh(this.counts.transform(texts))
  }

  featureNames(): readonly string[] {
    return this.counts.featureNames()
  }

  /** The term of one column. */
  featureName(column: number): string {
    return this.counts.featureName(column)
  }

  toParts(): Parts {
    const counts = this.counts.toParts()
    const tfidf = this.tfidf.toParts()
    return {
      kind: this.kind,
      config: { ...counts.config, ...tfidf.config },
      tensors: { ...counts.tensors, ...tfidf.tensors },
    }
  }

  static fromParts(parts: Parts): TfidfVectorizerModel {
    return new TfidfVectorizerModel(CountVectorizerModel.fromParts(parts), TfidfTransformerModel.fromParts(parts))
  }
}
