import type { Contributions } from '../learn/abilities.ts'
import type { ClassifierModel, Matrix, RegressorModel } from '../learn/contract.ts'
import { itemAt } from '../values.ts'

/** What each column of one row added to a decision; `bias + Σ values` is the decision. */
export interface RowContributions {
  /** The number of the decision that was explained. */
  readonly output: number
  readonly bias: number
  /** Shape `(d,)`. */
  readonly values: Float64Array
}

/**
 * What moved the decision about a row, matrix of shape `(1, d)`: that for the second of two classes, or for the most
 * probable one of more; of a regressor, the number that it predicts (or, behind a link function, what the link takes). Exact for linear and Bayes models, along the paths for trees and forests; of calibrated ones
 * the mean of their decisions, before calibration. A model that has no such sum gives none.
 */
export function contributionsOf(model: ClassifierModel | RegressorModel, X: Matrix): RowContributions {
  const { bias, values, outputs } = model.contributions?.(X) ?? noContributions(X)
  const chosen = outputs <= 2 || !('classes' in model) ? outputs - 1 : largest(model.predictProba(X).values)
  return { output: chosen, bias: itemAt(bias, chosen), values: values.filter((_, e) => e % outputs === chosen) }
}

function noContributions(X: Matrix): Contributions {
  return { bias: new Float64Array(1), values: new Float64Array(X.columns), outputs: 1 }
}

function largest(values: Float64Array): number {
  return values.indexOf(Math.max(...values))
}
