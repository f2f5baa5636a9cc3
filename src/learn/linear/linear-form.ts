import type { Contributions, LinearForm, LinearModel } from '../abilities.ts'
import { argmax } from '../argmax.ts'
import type { Matrix } from '../contract.ts'
import { toSparse } from '../matrix.ts'
import { sigmoid, softmax } from '../softmax.ts'
import { finite } from './linear-model.ts'

/** The form of a model whose probabilities are the logistic function of one decision, or the softmax of several. */
export function logisticForm(linear: LinearModel): LinearForm {
  const sums = new Float64Array(linear.intercept.length)
  return {
    linear,
    sums,
    probabilities: (out) => toProbabilities(sums, out),
    explained: () => [argmax(sums, 0, sums.length)],
  }
}

/** Decisions, shape `(k,)`, to probabilities, shape `(classes,)`: 1 / (1 + e^−z) for one, e^z / Σ e^z for more. */
function toProbabilities(decision: Float64Array, out: Float64Array): void {
  if (decision.length > 1) {
    softmax(decision, 0, decision.length, out)
    return
  }
  const loser = sigmoid(-Math.abs(decision[0]))
  out[0] = decision[0] > 0 ? loser : 1 - loser
  out[1] = decision[0] > 0 ? 1 - loser : loser
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

/** Each column's weight times its entry. */
export function linearContributions({ coef, intercept }: LinearModel, X: Matrix): Contributions {
  const x = toSparse(X)
  const d = X.columns
  const outputs = intercept.length
  const values = new Float64Array(X.rows * d * outputs)
  for (let i = 0; i < X.rows; i++) {
    for (let e = x.indptr[i]; e < x.indptr[i + 1]; e++) {
      const j = x.indices[e]
      const first = (i * d + j) * outputs
      for (let k = 0; k < outputs; k++) values[first + k] = finite(x.values[e] * coef[k * d + j])
    }
  }
  return { bias: intercept, values, outputs }
}
