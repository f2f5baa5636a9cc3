import { SlipwayError } from '../../errors.ts'
import type { FitOptions, Label, SparseMatrix, Transformer } from '../contract.ts'
import { hstack } from '../matrix.ts'
import { FeatureUnionModel, type VectorizerModel } from './feature-union-model.ts'

export type Vectorizer = Transformer<readonly string[], SparseMatrix, VectorizerModel>

/** Several vectorizers side by side, their columns one after the other: words and characters, say. */
export class FeatureUnion implements Transformer<readonly string[], SparseMatrix, FeatureUnionModel> {
  readonly steps: readonly Vectorizer[]

  /** @throws INVALID_OPTION for no step at all. */
  constructor(steps: readonly Vectorizer[]) {
    if (steps.length === 0) {
      throw new SlipwayError('INVALID_OPTION', 'FeatureUnion: expected one vectorizer or more, got none.')
    }
    this.steps = steps
  }

  fit(texts: readonly string[], y?: readonly Label[], options?: FitOptions): FeatureUnionModel {
    return new FeatureUnionModel(this.steps.map((step) => step.fit(texts, y, options)))
  }

  fitTransform(
    texts: readonly string[],
    y?: readonly Label[],
    options?: FitOptions,
  ): { model: FeatureUnionModel; output: SparseMatrix } {
    const fitted = this.steps.map((step) => {
      if (step.fitTransform) return step.fitTransform(texts, y, options)
      const model = step.fit(texts, y, options)
      return { model, output: model.transform(texts) }
    })
    return {
      model: new FeatureUnionModel(fitted.map(({ model }) => model)),
      output: hstack(fitted.map(({ output }) => output)) as SparseMatrix,
    }
  }
}
