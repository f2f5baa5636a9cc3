import type { Matrix } from '../../contract.ts'
import { toSparse } from '../../matrix.ts'
import { checkMatrix } from '../../matrix-check.ts'
import { checkSomeRows } from '../../preprocess/cells.ts'
import type { TfidfSettings } from '../settings.ts'
import { TfidfTransformerModel } from './model.ts'

/** Counts in how many rows each column is. */
export function fit({ norm, useIdf, smoothIdf, sublinearTf }: TfidfSettings, counts: Matrix): TfidfTransformerModel {
  checkMatrix('TfidfTransformer', counts)
  checkSomeRows('TfidfTransformer', counts.rows)
  const settings = { norm, useIdf, smoothIdf, sublinearTf }
  const X = toSparse(counts)
  const df = new Int32Array(X.columns)
  for (let e = 0; e < X.indptr[X.rows]; e++) df[X.indices[e]]++
  return new TfidfTransformerModel(settings, inverseDocumentFrequencies(settings, df, X.rows))
}

/** @param df in how many of the `rows` each column occurs. */
export function inverseDocumentFrequencies(settings: TfidfSettings, df: Int32Array, rows: number): Float64Array {
  const idf = new Float64Array(df.length).fill(1)
  if (!settings.useIdf) return idf
  const more = settings.smoothIdf ? 1 : 0
  for (let j = 0; j < df.length; j++) idf[j] = Math.log((rows + more) / (df[j] + more)) + 1
  return idf
}
