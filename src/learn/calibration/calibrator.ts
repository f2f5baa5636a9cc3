import type { ClassifierModel, DenseMatrix, Fitted } from '../contract.ts'

/** A fitted map from a classifier's decision to a probability. */
export interface Calibrator extends Fitted {
  /** Shape `(n,)` to shape `(n,)`. */
  predict(values: ArrayLike<number>): Float64Array
}

/**
 * What a calibrator reads of a classifier: its decisions, or where it has none its probabilities. Shape `(n, 1)` for
 * two classes (of the second one), `(n, classes)` for more.
 */
export function decisionValues<X>(model: ClassifierModel<X>, X: X): DenseMatrix {
  if (model.decisionFunction) return model.decisionFunction(X)
  const P = model.predictProba(X)
  return P.columns === 2 ? { rows: P.rows, columns: 1, values: column(P, 1) } : P
}

export function column({ rows, columns, values }: DenseMatrix, at: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => values[i * columns + at]!)
}
