import type { FitOptions, SparseMatrix } from '../../contract.ts'
import { hstack } from '../../matrix.ts'
import type { ReadTexts } from '../read-texts.ts'
import type { Vectorizer, VectorizerModel } from '../vectorizer.ts'
import { FeatureUnionModel } from './model.ts'

export function read(
  steps: readonly Vectorizer[],
  texts: readonly string[],
  options: FitOptions,
): ReadTexts<FeatureUnionModel> {
  const read = steps.map((step) => step.read(texts, options))
  return {
    rows: texts.length,
    fit: (rows) => sideBySide(read.map((step) => step.fit(rows))),
    finish: () => sideBySide(read.map((step) => step.finish())),
  }
}

function sideBySide(fitted: readonly { readonly model: VectorizerModel; readonly output: SparseMatrix }[]) {
  return {
    model: new FeatureUnionModel(fitted.map(({ model }) => model)),
    output: hstack(fitted.map(({ output }) => output)) as SparseMatrix,
  }
}
