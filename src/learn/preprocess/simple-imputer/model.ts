import type { DenseMatrix, Matrix, Parts, TransformerModel } from '../../contract.ts'
import { toDense } from '../../matrix.ts'
import { checkMatrix } from '../../matrix-check.ts'

/** What a fit hands over. */
export interface SimpleImputerState {
  /** What fills the gaps of each column, shape `(d,)`. */
  readonly statistics: Float64Array
  /** Columns whose gaps are marked in a column of their own, ascending. */
  readonly indicators: Int32Array
}

/** A fitted imputer: the columns without gaps, then an indicator column of 0 and 1 for each. */
export class SimpleImputerModel implements TransformerModel<Matrix, DenseMatrix>, SimpleImputerState {
  static readonly kind = 'SimpleImputer'
  readonly kind = SimpleImputerModel.kind
  readonly statistics: Float64Array
  readonly indicators: Int32Array

  constructor({ statistics, indicators }: SimpleImputerState) {
    this.statistics = statistics
    this.indicators = indicators
  }

  /** The columns themselves, then those whose gaps are reported. */
  get origins(): number[] {
    return [...this.statistics.keys(), ...this.indicators]
  }

  /** @throws INVALID_INPUT for infinities, or another number of columns than in training. */
  transform(X: Matrix): DenseMatrix {
    const d = this.statistics.length
    checkMatrix(this.kind, X, { columns: d, missing: true })
    const given = toDense(X).values
    const columns = d + this.indicators.length
    const values = new Float64Array(X.rows * columns)
    for (let i = 0; i < X.rows; i++) {
      for (let j = 0; j < d; j++) {
        const value = given[i * d + j]
        values[i * columns + j] = Number.isNaN(value) ? this.statistics[j] : value
      }
      this.indicators.forEach((j, k) => {
        values[i * columns + d + k] = Number.isNaN(given[i * d + j]) ? 1 : 0
      })
    }
    return { rows: X.rows, columns, values }
  }

  featureNames(): readonly string[] {
    const told = Array.from(this.indicators, (j) => `missingindicator_x${j}`)
    return [...Array.from(this.statistics, (_, j) => `x${j}`), ...told]
  }

  toParts(): Parts {
    return {
      kind: this.kind,
      config: {},
      tensors: {
        statistics: { shape: [this.statistics.length], data: this.statistics },
        indicators: { shape: [this.indicators.length], data: this.indicators },
      },
    }
  }

  static fromParts({ tensors }: Parts): SimpleImputerModel {
    return new SimpleImputerModel({
      statistics: tensors.statistics!.data as Float64Array,
      indicators: tensors.indicators!.data as Int32Array,
    })
  }
}
