import { ComplementNBModel } from '../learn/bayes/complement-nb/model.ts'
import { MultinomialNBModel } from '../learn/bayes/multinomial-nb/model.ts'
import type { LabelModel } from '../learn/contract.ts'
import type { LinearModel } from '../learn/linear/linear-model.ts'
import { LogisticRegressionModel } from '../learn/linear/logistic-regression/model.ts'

/**
 * The decision of a classifier that is linear in its columns: log-odds of the second class (one row) for two classes,
 * one row a class whose softmax are the probabilities for more. Undefined for a classifier that is not linear.
 */
export function linearDecisionOf(classifier: LabelModel): LinearModel | undefined {
  if (classifier instanceof LogisticRegressionModel) return classifier
  if (classifier instanceof MultinomialNBModel || classifier instanceof ComplementNBModel) {
    return oneDecision(classifier.linear)
  }
  return undefined
}

/** Of two rows, one a class, the second less the first; more are centred. */
export function oneDecision(linear: LinearModel): LinearModel {
  const { coef, intercept } = linear
  if (intercept.length !== 2) return centred(linear)
  const d = coef.length / 2
  return {
    coef: coef.subarray(d).map((value, j) => value - coef[j]),
    intercept: Float64Array.of(intercept[1] - intercept[0]),
  }
}

/**
 * Each row less the mean of all rows, which a softmax does not see: what is left of a column's weight is above 0 where it
 * speaks for the class. The logarithms of probabilities are all below 0, and would speak against every class.
 */
function centred({ coef, intercept }: LinearModel): LinearModel {
  const k = intercept.length
  const d = coef.length / k
  const centre = (values: Float64Array, columns: number) =>
    values.map((value, e) => {
      let sum = 0
      for (let c = 0; c < k; c++) sum += values[c * columns + (e % columns)]
      return value - sum / k
    })
  return { coef: centre(coef, d), intercept: centre(intercept, 1) }
}

/** Decisions, shape `(k,)`, to probabilities, shape `(classes,)`: 1 / (1 + e^−z) for one, e^z / Σ e^z for more. */
export function toProbabilities(decision: Float64Array, out: Float64Array): void {
  if (decision.length === 1) {
    // exp(710) overflows: only ever raise e to a power of 0 or less.
    const e = Math.exp(-Math.abs(decision[0]))
    const loser = e / (1 + e)
    out[0] = decision[0] > 0 ? loser : 1 - loser
    out[1] = decision[0] > 0 ? 1 - loser : loser
    return
  }
  let largest = decision[0]
  for (const z of decision) if (z > largest) largest = z
  let sum = 0
  for (let c = 0; c < decision.length; c++) sum += out[c] = Math.exp(decision[c] - largest)
  for (let c = 0; c < decision.length; c++) out[c] /= sum
}
