import type { DenseMatrix, Matrix, Parts, TransformerModel } from '../../contract.ts'
import { toDense } from '../../matrix.ts'
import { checkMatrix } from '../../matrix-check.ts'
import { plainNames, withinReach } from '../column-values.ts'

/** What a fit hands over. */
export interface MinMaxScalerState {
  /** Shape `(d,)`. */
  readonly scale: Float64Array
  /** Shape `(d,)`. */
  readonly offset: Float64Array
  readonly range: readonly [number, number]
  /** Whether values beyond the range are brought to its nearer end. */
  readonly clip: boolean
}

/** A fitted scaler: x · scale + offset, at most 1e100 from 0. NaN stays NaN. */
export class MinMaxScalerModel implements TransformerModel<Matrix, DenseMatrix> {
  static readonly kind = 'MinMaxScaler'
  readonly kind = MinMaxScalerModel.kind
  readonly #state: MinMaxScalerState

  constructor(state: MinMaxScalerState) {
    this.#state = state
  }

  /** @throws INVALID_INPUT for infinities, or another number of columns than in training. */
  transform(X: Matrix): DenseMatrix {
    const { scale, offset, range, clip } = this.#state
    const d = scale.length
    checkMatrix(this.kind, X, { columns: d, missing: true })
    const values = toDense(X).values.slice()
    for (let e = 0; e < values.length; e++) {
      values[e] = withinReach(values[e] * scale[e % d] + offset[e % d])
      if (clip) values[e] = Math.min(range[1], Math.max(range[0], values[e]))
    }
    return { rows: X.rows, columns: d, values }
  }

  featureNames(): readonly string[] {
    return plainNames(this.#state.scale.length)
  }

  toParts(): Parts {
    const { scale, offset, range, clip } = this.#state
    const shape = [scale.length]
    return {
      kind: this.kind,
      config: { range, clip },
      tensors: { scale: { shape, data: scale }, offset: { shape, data: offset } },
    }
  }

  static fromParts({ config, tensors }: Parts): MinMaxScalerModel {
    return new MinMaxScalerModel({
      scale: tensors.scale!.data as Float64Array,
      offset: tensors.offset!.data as Float64Array,
      range: config.range as unknown as readonly [number, number],
      clip: config.clip as boolean,
    })
  }
}
