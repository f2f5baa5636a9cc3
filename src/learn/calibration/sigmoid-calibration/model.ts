import type { Parts } from '../../contract.ts'
import { sigmoid } from '../../softmax.ts'
import type { Calibrator } from '../calibrator.ts'

/** A fitted Platt scaling: p = 1 / (1 + e^(a v + b)); `a` is negative where larger values speak for the class. */
export class SigmoidCalibrationModel implements Calibrator {
  static readonly kind = 'SigmoidCalibration'
  readonly kind = SigmoidCalibrationModel.kind
  readonly a: number
  readonly b: number

  constructor({ a, b }: { readonly a: number; readonly b: number }) {
    this.a = a
    this.b = b
  }

  predict(values: ArrayLike<number>): Float64Array {
    const p = new Float64Array(values.length)
    for (let i = 0; i < p.length; i++) {
      p[i] = sigmoid(-(this.a * values[i] + this.b))
    }
    return p
  }

  toParts(): Parts {
    return { kind: this.kind, config: {}, tensors: { ab: { shape: [2], data: Float64Array.of(this.a, this.b) } } }
  }

  static fromParts({ tensors }: Parts): SigmoidCalibrationModel {
    const [a, b] = tensors.ab!.data as Float64Array
    return new SigmoidCalibrationModel({ a: a!, b: b! })
  }
}
