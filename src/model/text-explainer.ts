import type { ClassifierModel, RegressorModel } from '../learn/contract.ts'
import { strongestFirst } from '../learn/strongest-first.ts'
import { namesIn } from '../learn/text/score/names-in.ts'
import type { VectorizerModel } from '../learn/text/vectorizer.ts'
import { itemAt } from '../values.ts'
import type { Explanation } from './contract.ts'
import { contributionsOf } from './contributions.ts'

/** What the terms of a text added to a prediction, by the matrix row that they make. */
export function explainTerms(
  vectorizer: VectorizerModel,
  model: ClassifierModel | RegressorModel,
  text: string,
): Explanation {
  const X = vectorizer.transform([text])
  const { bias, values } = contributionsOf(model, X)
  const nameOf = namesIn(vectorizer, text)
  const explanation = Array.from(X.indices, (column) => ({
    feature: nameOf(column),
    contribution: itemAt(values, column),
  })).filter(({ contribution }) => contribution !== 0)
  for (const column of X.indices) values[column] = 0
  const absent = values.reduce((sum, value) => sum + value, 0)
  if (absent !== 0) explanation.push({ feature: absentWords, contribution: absent })
  return { bias, explanation: strongestFirst(explanation) }
}

/** What a text does not say moves trees, forests and Gaussian Bayes too; it is told as one. No term is written so. */
const absentWords = '(words that are not there)'
