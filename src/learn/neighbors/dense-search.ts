import type { DenseMatrix } from '../contract.ts'
import { toDense } from '../matrix.ts'
import { cosineDistance, denseDistance, scaledRows, squaredLengths } from './distance.ts'
import type { NearestRows } from './nearest-rows.ts'
import { rowScreen, type Visit } from './row-screen.ts'
import { cosineForm, euclideanForm } from './screen-form.ts'
import type { RowSearch } from './search.ts'

/** Offers every training row that may be near; the others are screened out where there is WebAssembly. */
export function denseEuclidean(T: DenseMatrix, screened = true): RowSearch {
  const d = T.columns
  const screen = screened ? rowScreen(T, euclideanForm(T)) : undefined
  return (X, nearest) => {
    const Q = toDense(X)
    const visit: Visit = (row, q) => {
      const { limit } = nearest[q]
      const most = limit * limit * (1 + 1e-12)
      let sum = 0
      for (let j = 0; j < d; j++) {
        const difference = Q.values[q * d + j] - T.values[row * d + j]
        sum += difference * difference
      }
      if (sum > most && sum < Number.POSITIVE_INFINITY) return
      nearest[q].offer(row, sum < Number.POSITIVE_INFINITY ? Math.sqrt(sum) : denseDistance(Q, q, T, row))
    }
    if (screen) screen(Q, nearest, visit)
    else inBlocks(T, nearest, visit)
  }
}

export function denseCosine(given: DenseMatrix, screened = true): RowSearch {
  const T = scaledRows(given)
  const d = T.columns
  const lengths = squaredLengths(T)
  const screen = screened ? rowScreen(T, cosineForm) : undefined
  return (X, nearest) => {
    const Q = scaledRows(toDense(X))
    const own = squaredLengths(Q)
    const visit: Visit = (row, q) => {
      let product = 0
      for (let j = 0; j < d; j++) product += Q.values[q * d + j] * T.values[row * d + j]
      nearest[q].offer(row, cosineDistance(product, own[q], lengths[row]))
    }
    if (screen) screen(Q, nearest, visit)
    else inBlocks(T, nearest, visit)
  }
}

/** Training rows that stay in the processor's cache while they are compared with a few query rows, in bytes. */
const blockBytes = 1 << 15

/** Visits every training row for every query row, in an order that keeps both near. */
function inBlocks(T: DenseMatrix, nearest: readonly NearestRows[], visit: Visit): void {
  const rows = Math.max(1, Math.floor(blockBytes / (8 * T.columns)))
  for (let from = 0; from < T.rows; from += rows) {
    const to = Math.min(T.rows, from + rows)
    for (let q = 0; q < nearest.length; q++) for (let row = from; row < to; row++) visit(row, q)
  }
}
