import { GaussianNBModel } from '../learn/bayes/gaussian-nb-model.ts'
import type { ClassifierModel, Matrix } from '../learn/contract.ts'
import type { LinearModel } from '../learn/linear/linear-model.ts'
import { toDense } from '../learn/matrix.ts'
import { HistGradientBoostingClassifierModel } from '../learn/tree/hist-gradient-boosting-classifier-model.ts'
import { type Contributions, ProbabilityTreesModel } from '../learn/tree/probability-trees-model.ts'
import { linearDecisionOf } from './linear-decision.ts'

/** What each column of one row added to a decision; `bias + Σ values` is the decision. */
export interface RowContributions {
  readonly bias: number
  /** Shape `(d,)`. */
  readonly values: Float64Array
}

/**
 * What moved the decision about a row, matrix of shape `(1, d)`: that for the second of two classes, or for the winning
 * one of more. Exact for linear and Bayes models, along the paths for trees and forests; a model that has no such sum
 * gives none.
 */
export function contributionsOf(classifier: ClassifierModel, X: Matrix): RowContributions {
  const linear = linearDecisionOf(classifier)
  if (linear) return linearContributions(linear, X)
  if (
    classifier instanceof ProbabilityTreesModel ||
    classifier instanceof HistGradientBoostingClassifierModel ||
    classifier instanceof GaussianNBModel
  ) {
    return chosenOutput(classifier.contributions(X))
  }
  return { bias: 0, values: new Float64Array(X.columns) }
}

function linearContributions({ coef, intercept }: LinearModel, X: Matrix): RowContributions {
  const x = toDense(X).values
  const d = X.columns
  const values = Float64Array.from({ length: d * intercept.length }, (_, e) => {
    const [j, k] = [Math.floor(e / intercept.length), e % intercept.length]
    return x[j] * coef[k * d + j]
  })
  return chosenOutput({ bias: intercept, values, outputs: intercept.length })
}

/** One output speaks of the second class, two of both; of more the largest is told. */
function chosenOutput({ bias, values, outputs }: Contributions): RowContributions {
  const decision = bias.slice()
  for (let e = 0; e < values.length; e++) decision[e % outputs] += values[e]
  const chosen = outputs <= 2 ? outputs - 1 : decision.indexOf(Math.max(...decision))
  return { bias: bias[chosen], values: values.filter((_, e) => e % outputs === chosen) }
}
