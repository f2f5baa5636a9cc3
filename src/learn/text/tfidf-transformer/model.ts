import type { Json, Matrix, Parts, SparseMatrix, TransformerModel } from '../../contract.ts'
import { toSparse } from '../../matrix.ts'
import { checkMatrix } from '../../matrix-check.ts'
import type { TfidfSettings } from '../settings.ts'

/** A fitted TfidfTransformer: from counts to weights, of the same shape. */
export class TfidfTransformerModel implements TransformerModel<Matrix, SparseMatrix> {
  readonly kind = 'TfidfTransformer'
  readonly settings: TfidfSettings
  /** Inverse document frequencies, one a column; all 1 without `useIdf`. */
  readonly idf: Float64Array

  constructor(settings: TfidfSettings, idf: Float64Array) {
    this.settings = settings
    this.idf = idf
  }

  /** @throws INVALID_INPUT for NaN, infinities, or another number of columns than in training. */
  transform(counts: Matrix): SparseMatrix {
    checkMatrix(this.kind, counts, { columns: this.idf.length })
    const X = toSparse(counts)
    return this.weigh({ ...X, values: X.values.slice() })
  }

  /** The same as `transform`, in place. */
  weigh(X: SparseMatrix): SparseMatrix {
    const { norm, sublinearTf } = this.settings
    const { indptr, indices, values } = X
    for (let i = 0; i < X.rows; i++) {
      const end = indptr[i + 1]
      let sum = 0
      for (let e = indptr[i]; e < end; e++) {
        const tf = sublinearTf ? 1 + Math.log(values[e]) : values[e]
        const weight = tf * this.idf[indices[e]]
        values[e] = weight
        sum += norm === 'l1' ? Math.abs(weight) : weight * weight
      }
      if (norm === false || sum === 0) continue
      const length = norm === 'l1' ? sum : Math.sqrt(sum)
      for (let e = indptr[i]; e < end; e++) values[e] /= length
    }
    return X
  }

  featureNames(): readonly string[] {
    return Array.from(this.idf, (_, column) => `x${column}`)
  }

  toParts(): Parts {
    return {
      kind: this.kind,
      config: this.settings as unknown as { [name: string]: Json },
      tensors: { idf: { shape: [this.idf.length], data: this.idf } },
    }
  }

  static fromParts({ config, tensors }: Parts): TfidfTransformerModel {
    const { norm, useIdf, smoothIdf, sublinearTf } = config as unknown as TfidfSettings
    return new TfidfTransformerModel({ norm, useIdf, smoothIdf, sublinearTf }, tensors.idf!.data as Float64Array)
  }
}
