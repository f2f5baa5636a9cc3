import { SlipwayError } from '../../errors.ts'
import type { DenseMatrix, Fitted, LabelModel } from '../contract.ts'

/** A fitted map from a classifier's decision to a probability. */
export interface Calibrator extends Fitted {
  /** Shape `(n,)` to shape `(n,)`. */
  predict(values: ArrayLike<number>): Float64Array
}

/**
 * What a calibrator reads of a classifier: its decisions, or where it has none its probabilities. Shape `(n, 1)` for
 * two classes (of the second one), `(n, classes)` for more.
 */
export function decisionValues<X>(model: LabelModel<X>, X: X): DenseMatrix {
  if (model.decisionFunction) return model.decisionFunction(X)
  if (!model.predictProba) {
    throw new SlipwayError(
      'INVALID_INPUT',
      `CalibratedClassifier: expected a model with decisions or probabilities; ${model.kind} has neither.`,
    )
  }
  const P = model.predictProba(X)
  return P.columns === 2 ? { rows: P.rows, columns: 1, values: column(P, 1) } : P
}

export function column({ rows, columns, values }: DenseMatrix, at: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => values[i * columns + at])
}
