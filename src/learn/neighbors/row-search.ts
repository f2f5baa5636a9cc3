import { isSparse, type Matrix } from '../contract.ts'
import { denseCosine, denseEuclidean } from './dense-search.ts'
import type { Metric } from './metric.ts'
import type { NearestRows } from './nearest-rows.ts'
import { sparseCosine, sparseEuclidean } from './sparse-search.ts'

/** Offers the training rows that may be near row i of X, by ascending number, to `nearest[i]`. */
export type RowSearch = (X: Matrix, nearest: readonly NearestRows[]) => void

/** Readies training rows to be searched, all of them, exactly. */
export function rowSearch(T: Matrix, metric: Metric): RowSearch {
  if (!isSparse(T)) return metric === 'cosine' ? denseCosine(T) : denseEuclidean(T)
  return metric === 'cosine' ? sparseCosine(T) : sparseEuclidean(T)
}
