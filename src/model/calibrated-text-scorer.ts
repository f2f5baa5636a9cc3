import type { CalibratedClassifierModel } from '../learn/calibration/calibrated-classifier/model.ts'
import type { LabelModel, Matrix } from '../learn/contract.ts'
import type { LinearModel } from '../learn/linear/linear-model.ts'
import type { Pausable } from '../learn/pausable.ts'
import { LinearSVCModel } from '../learn/svm/linear-svc/model.ts'
import type { VectorizerModel } from '../learn/text/feature-union/model.ts'
import { compilingLinearText, type TextExplanation } from '../learn/text/linear-text-scorer.ts'
import { linearDecisionOf } from './linear-decision.ts'
import type { TextScorer } from './text-scorer.ts'

/**
 * Calibrated classifiers whose decisions are linear in the columns: the decisions of all members are read off the text
 * at once, and calibrated then. Undefined where a member is not linear.
 *
 * An explanation is in the unit of the members' decisions, before calibration; of several, their mean.
 */
export function* calibratedTextScorer(
  vectorizer: VectorizerModel,
  classifier: CalibratedClassifierModel<Matrix>,
): Pausable<TextScorer | undefined> {
  const linears = classifier.members.flatMap(({ model }) => linearOf(model) ?? [])
  if (linears.length < classifier.members.length) return undefined
  const scorer = yield* compilingLinearText(vectorizer, stacked(linears))
  const columns = linears[0].intercept.length
  const decisions = new Float64Array(linears.length * columns)
  const views = linears.map((_, m) => ({
    rows: 1,
    columns,
    values: decisions.subarray(m * columns, (m + 1) * columns),
  }))
  const probabilities = (text: string) => {
    scorer.decide(text, decisions)
    return classifier.probabilitiesOf(views).values
  }
  return {
    probabilities: (text, out) => out.set(probabilities(text)),
    explain(text) {
      const shares = probabilities(text)
      const decision = columns === 1 ? 0 : shares.indexOf(Math.max(...shares))
      const { bias, contributions } = mean(linears.map((_, m) => scorer.explain(text, m * columns + decision)))
      return { bias, explanation: contributions }
    },
  }
}

function linearOf(model: LabelModel): LinearModel | undefined {
  return model instanceof LinearSVCModel ? model : linearDecisionOf(model)
}

function stacked(linears: readonly LinearModel[]): LinearModel {
  return {
    coef: Float64Array.from(linears.flatMap(({ coef }) => [...coef])),
    intercept: Float64Array.from(linears.flatMap(({ intercept }) => [...intercept])),
  }
}

/** All explain the same text, so that they have the same terms. */
function mean(explanations: readonly TextExplanation[]): TextExplanation {
  if (explanations.length === 1) return explanations[0]
  const sums = new Map<string, number>()
  let bias = 0
  for (const each of explanations) {
    bias += each.bias / explanations.length
    for (const { feature, contribution } of each.contributions) {
      sums.set(feature, (sums.get(feature) ?? 0) + contribution / explanations.length)
    }
  }
  const contributions = Array.from(sums, ([feature, contribution]) => ({ feature, contribution }))
  return { bias, contributions: contributions.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)) }
}
