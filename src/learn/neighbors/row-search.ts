import { isSparse, type Matrix, type SparseMatrix } from '../contract.ts'
import { toSparse, transpose } from '../matrix.ts'
import { denseCosine, denseEuclidean } from './dense-search.ts'
import { cosineDistance, scaledRows, sparseDistance, squaredLengths } from './distance.ts'
import type { NearestRows } from './nearest-rows.ts'
import type { Metric } from './options.ts'

/** Offers the training rows that may be near row i of X, by ascending number, to `nearest[i]`. */
export type RowSearch = (X: Matrix, nearest: readonly NearestRows[]) => void

/** Readies training rows to be searched, all of them, exactly. */
export function rowSearch(T: Matrix, metric: Metric): RowSearch {
  if (!isSparse(T)) return metric === 'cosine' ? denseCosine(T) : denseEuclidean(T)
  return metric === 'cosine' ? sparseCosine(scaledRows(T)) : sparseEuclidean(T)
}

function sparseCosine(T: SparseMatrix): RowSearch {
  const products = productsWith(T)
  const lengths = squaredLengths(T)
  const inverse = lengths.map((length) => 1 / Math.sqrt(length || 1))
  return (X, nearest) => {
    const Q = scaledRows(toSparse(X))
    const own = squaredLengths(Q)
    nearest.forEach((best, q) => {
      const product = products(Q, q)
      const unit = 1 / Math.sqrt(own[q] || 1)
      for (let row = 0; row < T.rows; row++) {
        // A multiplication tells most rows off; the distance itself takes a root and a division.
        if (1 - product[row] * inverse[row] * unit > best.limit + 1e-12) continue
        best.offer(row, cosineDistance(product[row], own[q], lengths[row]))
      }
    })
  }
}

function sparseEuclidean(T: SparseMatrix): RowSearch {
  const products = productsWith(T)
  const lengths = squaredLengths(T)
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0)
  return (X, nearest) => {
    const Q = toSparse(X)
    const own = squaredLengths(Q)
    nearest.forEach((best, q) => {
      const product = products(Q, q)
      // First about how far the last neighbour is, from the products; then exactly, the few rows within that.
      const isSafe = own[q] + longest < 1e300
      for (let row = 0; isSafe && row < T.rows; row++) best.offer(row, own[q] + lengths[row] - 2 * product[row])
      // Twice what rounding may have done to a square.
      const most = isSafe ? best.limit + 4e-12 * (own[q] + longest) : Number.POSITIVE_INFINITY
      best.clear()
      for (let row = 0; row < T.rows; row++) {
        if (own[q] + lengths[row] - 2 * product[row] > most) continue
        best.offer(row, sparseDistance(Q, q, T, row))
      }
    })
  }
}

/**
 * The products of a row with all training rows, through an inverted index: for each column the rows that have it. A
 * row costs the entries of its columns, and a pass over as many numbers as there are training rows.
 */
function productsWith(T: SparseMatrix): (Q: SparseMatrix, q: number) => Float64Array {
  const { indptr, indices, values } = transpose(T)
  const products = new Float64Array(T.rows)
  return (Q, q) => {
    products.fill(0)
    for (let e = Q.indptr[q]; e < Q.indptr[q + 1]; e++) {
      const value = Q.values[e]
      const end = indptr[Q.indices[e] + 1]
      for (let at = indptr[Q.indices[e]]; at < end; at++) products[indices[at]] += value * values[at]
    }
    return products
  }
}
