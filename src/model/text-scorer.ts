import type { ClassifierModel } from '../learn/contract.ts'
import { type LinearModel, linearDecision } from '../learn/linear/linear-model.ts'
import type { VectorizerModel } from '../learn/text/index.ts'
import type { Explanation } from './contract.ts'
import { linearDecisionOf, toProbabilities } from './linear-decision.ts'

/** From one text to the probabilities of the labels, and why. */
export interface TextScorer {
  /** Fills `out`, shape `(labels,)`. */
  probabilities(text: string, out: Float64Array): void
  /** What moved the log-odds of the second label where there are two, the score of the winning label where there are more. */
  explain(text: string): Explanation
}

export function textScorer(vectorizer: VectorizerModel, classifier: ClassifierModel): TextScorer {
  const linear = linearDecisionOf(classifier)
  return linear ? linearScorer(vectorizer, linear) : plainScorer(vectorizer, classifier)
}

function linearScorer(vectorizer: VectorizerModel, model: LinearModel): TextScorer {
  return {
    probabilities: (text, out) => toProbabilities(linearDecision(model, vectorizer.transform([text])).values, out),
    explain(text) {
      const X = vectorizer.transform([text])
      const { values: decision } = linearDecision(model, X)
      const winner = decision.indexOf(Math.max(...decision))
      const names = vectorizer.featureNames()
      return {
        bias: model.intercept[winner],
        explanation: Array.from(X.indices, (column, e) => ({
          feature: names[column],
          contribution: X.values[e] * model.coef[winner * X.columns + column],
        })).sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
      }
    },
  }
}

function plainScorer(vectorizer: VectorizerModel, classifier: ClassifierModel): TextScorer {
  return {
    probabilities: (text, out) => out.set(classifier.predictProba(vectorizer.transform([text])).values),
    explain: () => ({ bias: 0, explanation: [] }),
  }
}
