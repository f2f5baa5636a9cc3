import type { SparseMatrix } from '../contract.ts'
import { toSparse, transpose } from '../matrix.ts'
import { cosineDistance, scaledRows, sparseDistance, sparseProduct, squaredLengths } from './distance.ts'
import type { RowSearch } from './search.ts'
import { type SparseScreen, sparseScreen } from './sparse-screen.ts'

/**
 * Single query rows go through an inverted index, which costs them the entries of their columns. Many at
 * once share a pass over the training rows, from this number on.
 */
const many = 8

export function sparseCosine(given: SparseMatrix, screened = true): RowSearch {
  const T = scaledRows(given)
  const products = productsWith(T)
  const lengths = squaredLengths(T)
  const inverse = lengths.map((length) => 1 / Math.sqrt(length || 1))
  const screen = whenMany(screened, () => sparseScreen(T, true))
  return (X, nearest) => {
    const Q = scaledRows(toSparse(X))
    const own = squaredLengths(Q)
    const screenRows = screen(Q.rows)
    if (screenRows) {
      screenRows(Q, nearest, (row, q) => {
        nearest[q].offer(row, cosineDistance(sparseProduct(Q, q, T, row), own[q], lengths[row]))
      })
      return
    }
    nearest.forEach((best, q) => {
      const product = products(Q, q)
      const unit = 1 / Math.sqrt(own[q] || 1)
      for (let row = 0; row < T.rows; row++) {
        // A multiplication discards most rows; the distance itself takes a root and a division.
        if (1 - product[row] * inverse[row] * unit > best.limit + 1e-12) continue
        best.offer(row, cosineDistance(product[row], own[q], lengths[row]))
      }
    })
  }
}

export function sparseEuclidean(T: SparseMatrix, screened = true): RowSearch {
  const products = productsWith(T)
  const lengths = squaredLengths(T)
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0)
  const screen = whenMany(screened, () => sparseScreen(T, false))
  return (X, nearest) => {
    const Q = toSparse(X)
    const screenRows = screen(Q.rows)
    if (screenRows) {
      screenRows(Q, nearest, (row, q) => nearest[q].offer(row, sparseDistance(Q, q, T, row)))
      return
    }
    const own = squaredLengths(Q)
    nearest.forEach((best, q) => {
      const product = products(Q, q)
      // First about how far the last neighbour is, from the products; then exactly, the few rows within that.
      const isSafe = own[q] + longest < 1e300
      for (let row = 0; isSafe && row < T.rows; row++) {
        const about = own[q] + lengths[row] - 2 * product[row]
        if (!(about >= best.limit)) best.offer(row, about)
      }
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

/** Made at the first large batch of queries: a server of single rows never needs it. */
function whenMany(screened: boolean, make: () => SparseScreen | undefined): (rows: number) => SparseScreen | undefined {
  let made: { readonly screen: SparseScreen | undefined } | undefined
  return (rows) => {
    if (!screened || rows < many) return undefined
    made ??= { screen: make() }
    return made.screen
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
