import type { Neighbor } from '../../abilities.ts'
import { decidedClasses } from '../../argmax.ts'
import type { ClassifierModel, DenseMatrix, Label, Matrix, Parts } from '../../contract.ts'
import { checkMatrix } from '../../matrix-check.ts'
import { matrixFromParts, matrixParts } from '../matrix-parts.ts'
import type { Metric } from '../metric.ts'
import { NearestRows } from '../nearest-rows.ts'
import { neighborShares, type Weighting } from '../neighbor-shares.ts'
import { rowSearch } from '../row-search.ts'
import type { RowSearch } from '../search.ts'

export interface KNeighborsState {
  readonly nNeighbors: number
  readonly weights: Weighting
  readonly metric: Metric
  readonly classes: readonly Label[]
  /** The training rows. */
  readonly X: Matrix
  /** Their labels: places in `classes`, shape `(n,)`. */
  readonly codes: Int32Array
  /** Their weights; absent: all 1. */
  readonly rowWeights: Float64Array | undefined
}

/** The training rows, ready to be searched. */
export class KNeighborsClassifierModel implements ClassifierModel {
  static readonly kind = 'KNeighborsClassifier'
  readonly kind = KNeighborsClassifierModel.kind
  readonly classes: readonly Label[]
  readonly nNeighbors: number
  readonly weights: Weighting
  readonly metric: Metric
  readonly #state: KNeighborsState
  readonly #search: RowSearch

  constructor(state: KNeighborsState) {
    this.classes = state.classes
    this.nNeighbors = state.nNeighbors
    this.weights = state.weights
    this.metric = state.metric
    this.#state = state
    this.#search = rowSearch(state.X, state.metric)
  }

  /** The neighbours of each row, nearest first. @throws INVALID_INPUT */
  neighbors(X: Matrix): Neighbor[][] {
    const { codes } = this.#state
    return this.#nearest(X).map((found) => {
      const shares = neighborShares(found, this.weights)
      return Array.from(shares, (share, at) => ({
        row: found.row(at),
        distance: found.distance(at),
        label: this.classes[codes[found.row(at)]],
        share,
      }))
    })
  }

  /** The fraction of the neighbours with each label, by weight. @throws INVALID_INPUT */
  predictProba(X: Matrix): DenseMatrix {
    const K = this.classes.length
    const values = new Float64Array(X.rows * K)
    this.#nearest(X).forEach((found, i) => {
      const shares = neighborShares(found, this.weights)
      for (let at = 0; at < shares.length; at++) {
        const place = i * K + this.#state.codes[found.row(at)]
        // Shares that sum to 1 by the rule may be above it in the last digit.
        values[place] = Math.min(1, values[place] + shares[at])
      }
    })
    return { rows: X.rows, columns: K, values }
  }

  /** The label with the largest share; of equals the first. @throws INVALID_INPUT */
  predict(X: Matrix): Label[] {
    return Array.from(decidedClasses(this.predictProba(X)), (code) => this.classes[code])
  }

  toParts(): Parts {
    const { classes, nNeighbors, weights, metric } = this
    const { X, codes, rowWeights } = this.#state
    return {
      kind: this.kind,
      config: { classes, nNeighbors, weights, metric, columns: X.columns },
      tensors: {
        ...matrixParts(X),
        codes: { shape: [codes.length], data: codes },
        ...(rowWeights && { rowWeights: { shape: [rowWeights.length], data: rowWeights } }),
      },
    }
  }

  static fromParts({ config, tensors }: Parts): KNeighborsClassifierModel {
    return new KNeighborsClassifierModel({
      classes: config.classes as readonly Label[],
      nNeighbors: config.nNeighbors as number,
      weights: config.weights as Weighting,
      metric: config.metric as Metric,
      X: matrixFromParts(tensors, config.columns as number),
      codes: tensors.codes.data as Int32Array,
      rowWeights: tensors.rowWeights?.data as Float64Array | undefined,
    })
  }

  #nearest(X: Matrix): NearestRows[] {
    checkMatrix('KNeighborsClassifier', X, { columns: this.#state.X.columns })
    const nearest = NearestRows.make(X.rows, this.nNeighbors, this.#state.rowWeights)
    this.#search(X, nearest)
    return nearest
  }
}
