import type { VectorizerModel } from '../vectorizer.ts'

/** What the columns of a vectorizer stand for in one text. */
export function namesIn(vectorizer: VectorizerModel, text: string): (column: number) => string {
  return vectorizer.namesIn?.(text) ?? ((column) => vectorizer.featureName(column))
}
