import { BernoulliNBModel, presence } from '../learn/bayes/bernoulli-nb/model.ts'
import { GaussianNBModel } from '../learn/bayes/gaussian-nb/model.ts'
import { CalibratedClassifierModel } from '../learn/calibration/calibrated-classifier/model.ts'
import type { ClassifierModel, LabelModel, Matrix } from '../learn/contract.ts'
import { finite, type LinearModel } from '../learn/linear/linear-model.ts'
import { toSparse } from '../learn/matrix.ts'
import { LinearSVCModel } from '../learn/svm/linear-svc/model.ts'
import { HistGradientBoostingClassifierModel } from '../learn/tree/hist-gradient-boosting-classifier/model.ts'
import { type Contributions, ProbabilityTreesModel } from '../learn/tree/probability-trees-model.ts'
import { linearDecisionOf, oneDecision } from './linear-decision.ts'

/** What each column of one row added to a decision; `bias + Σ values` is the decision. */
export interface RowContributions {
  readonly bias: number
  /** Shape `(d,)`. */
  readonly values: Float64Array
}

/**
 * What moved the decision about a row, matrix of shape `(1, d)`: that for the second of two classes, or for the most
 * probable one of more. Exact for linear and Bayes models, along the paths for trees and forests; of calibrated ones
 * the mean of their decisions, before calibration. A model that has no such sum gives none.
 */
export function contributionsOf(classifier: ClassifierModel, X: Matrix): RowContributions {
  const { bias, values, outputs } = allContributions(classifier, X) ?? noContributions(X)
  const chosen = outputs <= 2 ? outputs - 1 : largest(classifier.predictProba(X).values)
  return { bias: bias[chosen], values: values.filter((_, e) => e % outputs === chosen) }
}

/** Towards every class, or of two towards the second one. */
function allContributions(model: LabelModel, X: Matrix): Contributions | undefined {
  const linear = model instanceof LinearSVCModel ? model : linearDecisionOf(model)
  if (linear) return linearContributions(linear, X)
  if (model instanceof BernoulliNBModel) {
    return linearContributions(oneDecision(model.linear), presence(X, model.binarize))
  }
  if (
    model instanceof ProbabilityTreesModel ||
    model instanceof HistGradientBoostingClassifierModel ||
    model instanceof GaussianNBModel
  ) {
    return model.contributions(X)
  }
  return model instanceof CalibratedClassifierModel ? meanContributions(model, X) : undefined
}

function noContributions(X: Matrix): Contributions {
  return { bias: new Float64Array(1), values: new Float64Array(X.columns), outputs: 1 }
}

function linearContributions({ coef, intercept }: LinearModel, X: Matrix): Contributions {
  const x = toSparse(X)
  const d = X.columns
  const outputs = intercept.length
  const values = new Float64Array(d * outputs)
  x.indices.forEach((j, e) => {
    for (let k = 0; k < outputs; k++) values[j * outputs + k] = finite(x.values[e] * coef[k * d + j])
  })
  return { bias: intercept, values, outputs }
}

function meanContributions({ members }: CalibratedClassifierModel<Matrix>, X: Matrix): Contributions | undefined {
  const each = members.flatMap(({ model }) => allContributions(model, X) ?? [])
  if (each.length < members.length) return undefined
  const mean = (arrays: readonly Float64Array[]) =>
    arrays[0].map((_, e) => arrays.reduce((sum, array) => sum + array[e] / arrays.length, 0))
  return {
    bias: mean(each.map(({ bias }) => bias)),
    values: mean(each.map(({ values }) => values)),
    outputs: each[0].outputs,
  }
}

function largest(values: Float64Array): number {
  return values.indexOf(Math.max(...values))
}
