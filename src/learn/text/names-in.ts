import { FeatureUnionModel, type VectorizerModel } from './feature-union/model.ts'
import { HashingVectorizerModel } from './hashing-vectorizer/model.ts'

/**
 * What the columns of a vectorizer stand for in one text: the column's term. A hashed column has none of its own; it is
 * told by the terms of this text that count in it, as in `queue | park` where several share it.
 */
export function namesIn(vectorizer: VectorizerModel, text: string): (column: number) => string {
  if (vectorizer instanceof HashingVectorizerModel) {
    const terms = vectorizer.termsByColumn(text)
    return (column) => terms.get(column)?.join(' | ') ?? vectorizer.featureName(column)
  }
  if (!(vectorizer instanceof FeatureUnionModel)) return (column) => vectorizer.featureName(column)
  const steps = vectorizer.steps.map((step) => ({ columns: step.columns, nameOf: namesIn(step, text) }))
  return (column) => {
    let first = 0
    for (const { columns, nameOf } of steps) {
      if (column < first + columns) return nameOf(column - first)
      first += columns
    }
    return vectorizer.featureName(column)
  }
}
