import { CalibratedClassifierModel } from '../learn/calibration/calibrated-classifier/model.ts'
import type { ClassifierModel, Parts } from '../learn/contract.ts'
import type { LinearModel } from '../learn/linear/linear-model.ts'
import { KNeighborsClassifierModel } from '../learn/neighbors/k-neighbors-classifier/model.ts'
import type { Pausable } from '../learn/pausable.ts'
import type { VectorizerModel } from '../learn/text/feature-union/model.ts'
import { compilingLinearText } from '../learn/text/linear-text-scorer.ts'
import { namesIn } from '../learn/text/names-in.ts'
import { calibratedTextScorer } from './calibrated-text-scorer.ts'
import type { Explanation } from './contract.ts'
import { contributionsOf } from './contributions.ts'
import { linearDecisionOf, toProbabilities } from './linear-decision.ts'
import { neighborTextScorer } from './neighbor-text-scorer.ts'

/** From one text to the probabilities of the labels, and why. */
export interface TextScorer {
  /** Fills `out`, shape `(labels,)`. */
  probabilities(text: string, out: Float64Array): void
  /** What moved the log-odds of the second label where there are two, the score of the winning label where there are more. */
  explain(text: string): Explanation
}

/** @param neighbors what a version of k neighbours has beside the classifier: their texts */
export function* textScorer(
  vectorizer: VectorizerModel,
  classifier: ClassifierModel,
  neighbors: Parts | undefined,
): Pausable<TextScorer> {
  const linear = linearDecisionOf(classifier)
  if (linear) return yield* linearScorer(vectorizer, linear)
  if (classifier instanceof KNeighborsClassifierModel && neighbors) {
    return neighborTextScorer(vectorizer, classifier, neighbors)
  }
  const calibrated =
    classifier instanceof CalibratedClassifierModel ? yield* calibratedTextScorer(vectorizer, classifier) : undefined
  return calibrated ?? plainScorer(vectorizer, classifier)
}

function* linearScorer(vectorizer: VectorizerModel, linear: LinearModel): Pausable<TextScorer> {
  const scorer = yield* compilingLinearText(vectorizer, linear)
  const decision = new Float64Array(linear.intercept.length)
  return {
    probabilities(text, out) {
      scorer.decide(text, decision)
      toProbabilities(decision, out)
    },
    explain(text) {
      scorer.decide(text, decision)
      const winner = decision.indexOf(Math.max(...decision))
      const { bias, contributions } = scorer.explain(text, winner)
      return { bias, explanation: contributions }
    },
  }
}

function plainScorer(vectorizer: VectorizerModel, classifier: ClassifierModel): TextScorer {
  return {
    probabilities: (text, out) => out.set(classifier.predictProba(vectorizer.transform([text])).values),
    explain(text) {
      const X = vectorizer.transform([text])
      const { bias, values } = contributionsOf(classifier, X)
      const nameOf = namesIn(vectorizer, text)
      const explanation = Array.from(X.indices, (column) => ({
        feature: nameOf(column),
        contribution: values[column],
      })).filter(({ contribution }) => contribution !== 0)
      for (const column of X.indices) values[column] = 0
      const absent = values.reduce((sum, value) => sum + value, 0)
      if (absent !== 0) explanation.push({ feature: absentWords, contribution: absent })
      return { bias, explanation: explanation.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)) }
    },
  }
}

/** What a text does not say moves trees, forests and Gaussian Bayes too; it is told as one. No term is written so. */
const absentWords = '(words that are not there)'
