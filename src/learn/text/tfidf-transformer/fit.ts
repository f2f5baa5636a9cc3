import type { FitOptions, Label, Matrix, SparseMatrix, Transformer } from '../../contract.ts'
import { toSparse } from '../../matrix.ts'
import { checkMatrix } from '../../matrix-check.ts'
import { checkSomeRows } from '../../preprocess/cells.ts'
import type { TfidfOptions } from '../options.ts'
import { type TfidfSettings, tfidfSettings } from '../settings.ts'
import { TfidfTransformerModel } from './model.ts'

/**
 * Weighs counts by how telling their columns are. With n rows, of which df have the column,
 *
 *   idf = ln((1 + n) / (1 + df)) + 1, or ln(n / df) + 1 without `smoothIdf`
 *
 * Source: Salton & Buckley (1988), Information Processing & Management 24(5); the constants are scikit-learn's.
 */
export class TfidfTransformer implements Transformer<Matrix, SparseMatrix, TfidfTransformerModel> {
  readonly settings: TfidfSettings

  /** @throws INVALID_OPTION for a value outside its range. */
  constructor(options: TfidfOptions = {}) {
    this.settings = tfidfSettings('TfidfTransformer', options)
  }

  /** @throws INVALID_INPUT for no rows, NaN or infinities. */
  fit(counts: Matrix, _y?: readonly Label[], _options?: FitOptions): TfidfTransformerModel {
    checkMatrix('TfidfTransformer', counts)
    checkSomeRows('TfidfTransformer', counts.rows)
    const X = toSparse(counts)
    const df = new Int32Array(X.columns)
    for (let e = 0; e < X.indptr[X.rows]!; e++) df[X.indices[e]!]!++
    return new TfidfTransformerModel(this.settings, inverseDocumentFrequencies(this.settings, df, X.rows))
  }

  fitTransform(counts: Matrix): { model: TfidfTransformerModel; output: SparseMatrix } {
    const model = this.fit(counts)
    return { model, output: model.transform(counts) }
  }
}

/** @param df in how many of the `rows` each column occurs. */
export function inverseDocumentFrequencies(settings: TfidfSettings, df: Int32Array, rows: number): Float64Array {
  const idf = new Float64Array(df.length).fill(1)
  if (!settings.useIdf) return idf
  const more = settings.smoothIdf ? 1 : 0
  for (let j = 0; j < df.length; j++) idf[j] = Math.log((rows + more) / (df[j]! + more)) + 1
  return idf
}
