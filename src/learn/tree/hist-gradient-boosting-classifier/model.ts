import { decidedClasses } from '../../argmax.ts'
import type { ClassifierModel, DenseMatrix, Label, Matrix, Parts } from '../../contract.ts'
import { softmax } from '../../softmax.ts'
import { BoostedTreesModel, type BoostedTreesState, boostedStateFromParts } from '../predict/boosted-trees-model.ts'

/** What a fit hands over; the baseline is the log-odds of the second of two classes, else a logarithm a class. */
export interface HistGradientBoostingState extends BoostedTreesState {
  readonly classes: readonly Label[]
}

/**
 * Fitted gradient boosting. Two classes have one decision, p = 1 / (1 + e^−z) for the second; K classes have K,
 * p = softmax(z).
 */
export class HistGradientBoostingClassifierModel
  extends BoostedTreesModel
  implements ClassifierModel, HistGradientBoostingState
{
  static readonly kind = 'HistGradientBoostingClassifier'
  readonly kind = HistGradientBoostingClassifierModel.kind
  readonly classes: readonly Label[]

  constructor(state: HistGradientBoostingState) {
    super(state)
    this.classes = state.classes
  }

  /**
   * The baseline and what the trees answer, shape `(n, 1)` for two classes, else `(n, classes)`. NaN is a missing
   * value, and so is a category that training did not know.
   * @throws INVALID_INPUT for infinities, codes that are none, or another number of columns than in training.
   */
  decisionFunction(X: Matrix): DenseMatrix {
    return { rows: X.rows, columns: this.baseline.length, values: this.decide(X) }
  }

  /** @throws INVALID_INPUT */
  predictProba(X: Matrix): DenseMatrix {
    const { rows, columns: k, values: z } = this.decisionFunction(X)
    const K = this.classes.length
    const values = new Float64Array(rows * K)
    for (let i = 0; i < rows; i++) {
      // Two classes are the softmax of 0 and z.
      for (let c = 0; c < K; c++) values[i * K + c] = k === 1 ? c * z[i] : z[i * K + c]
      softmax(values, i * K, K)
    }
    return { rows, columns: K, values }
  }

  /** @throws INVALID_INPUT */
  predict(X: Matrix): Label[] {
    return Array.from(decidedClasses(this.decisionFunction(X)), (code) => this.classes[code])
  }

  toParts(): Parts {
    return this.partsWith({ classes: this.classes })
  }

  static fromParts(parts: Parts): HistGradientBoostingClassifierModel {
    return new HistGradientBoostingClassifierModel({
      classes: parts.config.classes as readonly Label[],
      ...boostedStateFromParts(parts),
    })
  }
}
