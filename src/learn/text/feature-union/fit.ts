import { SlipwayError } from '../../../errors.ts'
import type { FitOptions, Label, SparseMatrix, Transformer } from '../../contract.ts'
import { hstack } from '../../matrix.ts'
import type { ReadTexts } from '../read-texts.ts'
import { FeatureUnionModel, type VectorizerModel } from './model.ts'

export interface Vectorizer extends Transformer<readonly string[], SparseMatrix, VectorizerModel> {
  /** Cuts texts into terms once, to be learned from more than once. */
  read(texts: readonly string[], options?: FitOptions): ReadTexts<VectorizerModel>
}

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

  /** Cuts texts into terms once for each step, to be learned from more than once. */
  read(texts: readonly string[], options?: FitOptions): ReadTexts<FeatureUnionModel> {
    const read = this.steps.map((step) => step.read(texts, options))
    return {
      rows: texts.length,
      fit: (rows) => sideBySide(read.map((step) => step.fit(rows))),
      finish: () => sideBySide(read.map((step) => step.finish())),
    }
  }

  fit(texts: readonly string[], y?: readonly Label[], options?: FitOptions): FeatureUnionModel {
    return this.fitTransform(texts, y, options).model
  }

  fitTransform(
    texts: readonly string[],
    _y?: readonly Label[],
    options?: FitOptions,
  ): { model: FeatureUnionModel; output: SparseMatrix } {
    return sideBySide(this.steps.map((step) => step.read(texts, options).finish()))
  }
}

function sideBySide(fitted: readonly { readonly model: VectorizerModel; readonly output: SparseMatrix }[]) {
  return {
    model: new FeatureUnionModel(fitted.map(({ model }) => model)),
    output: hstack(fitted.map(({ output }) => output)) as SparseMatrix,
  }
}
