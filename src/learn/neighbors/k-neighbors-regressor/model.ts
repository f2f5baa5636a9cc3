import type { Matrix, Parts, RegressorModel } from '../../contract.ts'
import { checkMatrix } from '../../matrix-check.ts'
import { matrixFromParts, matrixParts } from '../matrix-parts.ts'
import type { Metric } from '../metric.ts'
import { NearestRows } from '../nearest-rows.ts'
import { neighborShares, type Weighting } from '../neighbor-shares.ts'
import { rowSearch } from '../row-search.ts'
import type { RowSearch } from '../search.ts'

/** What a fit hands over. */
export interface KNeighborsRegressorState {
  readonly nNeighbors: number
  readonly weights: Weighting
  readonly metric: Metric
  /** The training rows. */
  readonly X: Matrix
  /** Their targets, shape `(n,)`. */
  readonly targets: Float64Array
  /** Their weights; absent: all 1. */
  readonly rowWeights: Float64Array | undefined
}

/** The training rows, ready to be searched. */
export class KNeighborsRegressorModel implements RegressorModel {
  static readonly kind = 'KNeighborsRegressor'
  readonly kind = KNeighborsRegressorModel.kind
  readonly #state: KNeighborsRegressorState
  readonly #search: RowSearch

  constructor(state: KNeighborsRegressorState) {
    this.#state = state
    this.#search = rowSearch(state.X, state.metric)
  }

  /** @throws INVALID_INPUT */
  predict(X: Matrix): Float64Array {
    const { nNeighbors, weights, rowWeights, targets } = this.#state
    checkMatrix(this.kind, X, { columns: this.#state.X.columns })
    const nearest = NearestRows.make(X.rows, nNeighbors, rowWeights)
    this.#search(X, nearest)
    return Float64Array.from(nearest, (found) =>
      neighborShares(found, weights).reduce((sum, share, at) => sum + share * targets[found.row(at)], 0),
    )
  }

  toParts(): Parts {
    const { nNeighbors, weights, metric, X, targets, rowWeights } = this.#state
    return {
      kind: this.kind,
      config: { nNeighbors, weights, metric, columns: X.columns },
      tensors: {
        ...matrixParts(X),
        targets: { shape: [targets.length], data: targets },
        ...(rowWeights && { rowWeights: { shape: [rowWeights.length], data: rowWeights } }),
      },
    }
  }

  static fromParts({ config, tensors }: Parts): KNeighborsRegressorModel {
    return new KNeighborsRegressorModel({
      nNeighbors: config.nNeighbors as number,
      weights: config.weights as Weighting,
      metric: config.metric as Metric,
      X: matrixFromParts(tensors, config.columns as number),
      targets: tensors.targets!.data as Float64Array,
      rowWeights: tensors.rowWeights?.data as Float64Array | undefined,
    })
  }
}
