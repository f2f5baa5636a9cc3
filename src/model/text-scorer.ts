import type { LinearForm } from '../learn/abilities.ts'
import type { ClassifierModel, Parts } from '../learn/contract.ts'
import type { Pausable } from '../learn/pausable.ts'
import { strongestFirst } from '../learn/strongest-first.ts'
import { compilingLinearText, type TextExplanation } from '../learn/text/score/linear-text-scorer.ts'
import type { VectorizerModel } from '../learn/text/vectorizer.ts'
import { answersByNeighbors } from './neighbor-reasons.ts'
import { neighborTextScorer } from './neighbor-text-scorer.ts'
import type { TextScorer } from './scorer.ts'
import { explainTerms } from './text-explainer.ts'

/** @param neighbors what a version of k neighbours has beside the classifier: their texts */
export function* textScorer(
  vectorizer: VectorizerModel,
  classifier: ClassifierModel,
  neighbors: Parts | undefined,
): Pausable<TextScorer> {
  const form = classifier.linearForm?.()
  if (form) return yield* linearScorer(vectorizer, form)
  return answersByNeighbors(classifier) && neighbors
    ? neighborTextScorer(vectorizer, classifier, neighbors)
    : plainScorer(vectorizer, classifier)
}

/** The decisions of all members are read off the text at once; an explanation is the mean of theirs. */
function* linearScorer(vectorizer: VectorizerModel, form: LinearForm): Pausable<TextScorer> {
  const scorer = yield* compilingLinearText(vectorizer, form.linear)
  return {
    probabilities(text, out) {
      scorer.decide(text, form.sums)
      form.probabilities(out)
    },
    explain(text) {
      scorer.decide(text, form.sums)
      const { bias, contributions } = meanOf(form.explained().map((decision) => scorer.explain(text, decision)))
      return { bias, explanation: contributions }
    },
  }
}

/** All explain the same text, so that they have the same terms. */
function meanOf(explanations: readonly TextExplanation[]): TextExplanation {
  const [first, ...others] = explanations
  if (first !== undefined && others.length === 0) return first
  const sums = new Map<string, number>()
  let bias = 0
  for (const each of explanations) {
    bias += each.bias / explanations.length
    for (const { feature, contribution } of each.contributions) {
      sums.set(feature, (sums.get(feature) ?? 0) + contribution / explanations.length)
    }
  }
  const contributions = Array.from(sums, ([feature, contribution]) => ({ feature, contribution }))
  return { bias, contributions: strongestFirst(contributions) }
}

function plainScorer(vectorizer: VectorizerModel, classifier: ClassifierModel): TextScorer {
  return {
    probabilities: (text, out) => out.set(classifier.predictProba(vectorizer.transform([text])).values),
    explain: (text) => explainTerms(vectorizer, classifier, text),
  }
}
