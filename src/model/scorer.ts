import type { ClassifierModel } from '../learn/contract.ts'
import type { VectorizerModel } from '../learn/text/index.ts'
import type { Explanation } from './contract.ts'

/** From one text to the probabilities of the labels; and why. */
export interface TextScorer {
  /** Fills `out`, shape `(labels,)`. */
  probabilities(text: string, out: Float64Array): void
  explain(text: string): Explanation
}

export function textScorer(vectorizer: VectorizerModel, classifier: ClassifierModel): TextScorer {
  return {
    probabilities(text, out) {
      out.set(classifier.predictProba(vectorizer.transform([text])).values)
    },
    explain() {
      return { bias: 0, explanation: [] }
    },
  }
}
