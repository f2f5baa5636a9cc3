import { SlipwayError } from '../../errors.ts'
import type { Json, Parts, SparseMatrix, Tensor, TransformerModel } from '../contract.ts'
import { hstack } from '../matrix.ts'
import { CountVectorizerModel } from './count-vectorizer-model.ts'
import { TfidfVectorizerModel } from './tfidf-vectorizer-model.ts'

export type VectorizerModel = CountVectorizerModel | TfidfVectorizerModel | FeatureUnionModel

/** Fitted vectorizers side by side. */
export class FeatureUnionModel implements TransformerModel<readonly string[], SparseMatrix> {
  readonly kind = 'FeatureUnion'
  readonly steps: readonly VectorizerModel[]

  constructor(steps: readonly VectorizerModel[]) {
    this.steps = steps
  }

  transform(texts: readonly string[]): SparseMatrix {
    return hstack(this.steps.map((step) => step.transform(texts))) as SparseMatrix
  }

  featureNames(): readonly string[] {
    return this.steps.flatMap((step) => step.featureNames())
  }

  /** The tensors of step i are named `i.name`. */
  toParts(): Parts {
    const steps = this.steps.map((step) => step.toParts())
    const tensors: Record<string, Tensor> = {}
    steps.forEach((step, i) => {
      for (const [name, tensor] of Object.entries(step.tensors)) tensors[`${i}.${name}`] = tensor
    })
    const config = { steps: steps.map(({ kind, config }): Json => ({ kind, config })) }
    return { kind: this.kind, config, tensors }
  }

  static fromParts(parts: Parts): FeatureUnionModel {
    const steps = parts.config.steps as unknown as readonly Pick<Parts, 'kind' | 'config'>[]
    return new FeatureUnionModel(
      steps.map(({ kind, config }, i) => {
        const prefix = `${i}.`
        const own = Object.entries(parts.tensors).filter(([name]) => name.startsWith(prefix))
        const tensors = Object.fromEntries(own.map(([name, tensor]) => [name.slice(prefix.length), tensor]))
        return vectorizerFromParts({ kind, config, tensors })
      }),
    )
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
    case 'FeatureUnion':
      return FeatureUnionModel.fromParts(parts)
    default:
      throw new SlipwayError(
        'ARTIFACT_CORRUPT',
        `Expected a vectorizer (CountVectorizer, TfidfVectorizer or FeatureUnion), got ${JSON.stringify(parts.kind)}.`,
      )
  }
}
