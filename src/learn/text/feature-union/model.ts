import { SlipwayError } from '../../../errors.ts'
import type { Parts, SparseMatrix, TransformerModel } from '../../contract.ts'
import { hstack } from '../../matrix.ts'
import { nestParts, unnestParts } from '../../nested-parts.ts'
import { CountVectorizerModel } from '../count-vectorizer/model.ts'
import { HashingVectorizerModel } from '../hashing-vectorizer/model.ts'
import { TfidfVectorizerModel } from '../tfidf-vectorizer/model.ts'

export type VectorizerModel = CountVectorizerModel | TfidfVectorizerModel | HashingVectorizerModel | FeatureUnionModel

/** Fitted vectorizers side by side. */
export class FeatureUnionModel implements TransformerModel<readonly string[], SparseMatrix> {
  readonly kind = 'FeatureUnion'
  readonly steps: readonly VectorizerModel[]

  constructor(steps: readonly VectorizerModel[]) {
    this.steps = steps
  }

  get columns(): number {
    return this.steps.reduce((sum, step) => sum + step.columns, 0)
  }

  transform(texts: readonly string[]): SparseMatrix {
    return hstack(this.steps.map((step) => step.transform(texts))) as SparseMatrix
  }

  featureNames(): readonly string[] {
    return this.steps.flatMap((step) => step.featureNames())
  }

  /** The term of one column. */
  featureName(column: number): string {
    for (const step of this.steps) {
      if (column < step.columns) return step.featureName(column)
      column -= step.columns
    }
    throw new RangeError(`There is no column ${column} beyond the last.`)
  }

  toParts(): Parts {
    return nestParts(
      this.kind,
      this.steps.map((step) => step.toParts()),
    )
  }

  static fromParts(parts: Parts): FeatureUnionModel {
    return new FeatureUnionModel(unnestParts(parts).map(vectorizerFromParts))
  }
}

/**
 * Puts any fitted vectorizer together again.
 * @throws ARTIFACT_CORRUPT for a kind that is none.
 */
export function vectorizerFromParts(parts: Parts): VectorizerModel {
  switch (parts.kind) {
    case 'CountVectorizer':
      return CountVectorizerModel.fromParts(parts)
    case 'TfidfVectorizer':
      return TfidfVectorizerModel.fromParts(parts)
    case 'HashingVectorizer':
      return HashingVectorizerModel.fromParts(parts)
    case 'FeatureUnion':
      return FeatureUnionModel.fromParts(parts)
    default:
      throw new SlipwayError(
        'ARTIFACT_CORRUPT',
        `Expected a vectorizer (CountVectorizer, TfidfVectorizer, HashingVectorizer or FeatureUnion), got ${JSON.stringify(parts.kind)}.`,
      )
  }
}
