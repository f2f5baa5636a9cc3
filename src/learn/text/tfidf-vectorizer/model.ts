import type { Parts, SparseMatrix } from '../../contract.ts'
import type { Pausable } from '../../pausable.ts'
import { CountVectorizerModel } from '../count-vectorizer/model.ts'
import { termScorer } from '../score/term-scorer.ts'
import { TfidfTransformerModel } from '../tfidf-transformer/model.ts'
import type { TermAdder, VectorizerModel, WeightOf } from '../vectorizer.ts'

/** A fitted TfidfVectorizer: from texts to the weights of the terms in them, shape `(texts, terms)`. */
export class TfidfVectorizerModel implements VectorizerModel {
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

  /** Every column comes from the one text. */
  get origins(): Int32Array {
    return new Int32Array(this.columns)
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

  termScorer(decisions: number, weightOf: WeightOf): Pausable<TermAdder | undefined> {
    return termScorer(this.counts, this.tfidf, decisions, weightOf)
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
