import type { Parts } from '../../contract.ts'
import type { Calibrator } from '../calibrator.ts'

/** A fitted isotonic regression: straight lines between thresholds, level beyond the first and the last. */
export class IsotonicRegressionModel implements Calibrator {
  static readonly kind = 'IsotonicRegression'
  readonly kind = IsotonicRegressionModel.kind
  /** Shape `(t,)`, rising. */
  readonly xThresholds: Float64Array
  /** Shape `(t,)`, never falling. */
  readonly yThresholds: Float64Array

  constructor(state: { readonly xThresholds: Float64Array; readonly yThresholds: Float64Array }) {
    this.xThresholds = state.xThresholds
    this.yThresholds = state.yThresholds
  }

  /** O(log t) a value. */
  predict(values: ArrayLike<number>): Float64Array {
    return Float64Array.from(values, (value) => this.#at(value))
  }

  #at(value: number): number {
    const { xThresholds: x, yThresholds: y } = this
    const last = x.length - 1
    if (value <= x[0]) return y[0]
    if (value >= x[last]) return y[last]
    let low = 0
    let high = last
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (x[middle] < value) low = middle
      else high = middle
    }
    return y[low] + ((y[high] - y[low]) / (x[high] - x[low])) * (value - x[low])
  }

  toParts(): Parts {
    const { xThresholds: x, yThresholds: y } = this
    return {
      kind: this.kind,
      config: {},
      tensors: { xThresholds: { shape: [x.length], data: x }, yThresholds: { shape: [y.length], data: y } },
    }
  }

  static fromParts({ tensors }: Parts): IsotonicRegressionModel {
    return new IsotonicRegressionModel({
      xThresholds: tensors.xThresholds!.data as Float64Array,
      yThresholds: tensors.yThresholds!.data as Float64Array,
    })
  }
}
