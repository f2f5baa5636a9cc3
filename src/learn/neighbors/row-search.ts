import { isSparse, type Matrix } from '../contract.ts'
import { denseCosine, denseEuclidean } from './dense-search.ts'
import type { Metric } from './metric.ts'
import type { RowSearch } from './search.ts'
import { sparseCosine, sparseEuclidean } from './sparse-search.ts'

/** Readies training rows to be searched, all of them, exactly. */
export function rowSearch(T: Matrix, metric: Metric): RowSearch {
  if (!isSparse(T)) return metric === 'cosine' ? denseCosine(T) : denseEuclidean(T)
  return metric === 'cosine' ? sparseCosine(T) : sparseEuclidean(T)
}
