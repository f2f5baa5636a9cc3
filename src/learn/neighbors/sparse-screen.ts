import type { SparseMatrix } from '../contract.ts'
import { Candidates } from './candidates.ts'
import type { NearestRows } from './nearest-rows.ts'
import type { Visit } from './row-screen.ts'
import { mostRows, type SparseKernel, sparseKernel, together } from './sparse-kernel.ts'

/** Visits, by ascending number, at least those training rows that get in among the nearest. */
export type SparseScreen = (Q: SparseMatrix, nearest: readonly NearestRows[], visit: Visit) => void

/** How far apart the bounds are that a sum of so many products gives, as a fraction of both squared lengths; see `screen-form.ts`. */
const slack = (products: number): number => (products + 16) * 2 ** -22

/**
 * As `rowScreen`, of sparse rows as they are, for sixteen query rows at once: ‖a‖² − 2 a·b, or 1 − a·b for rows of
 * length 1. Undefined for numbers beyond those of 32 bits, and where there is no WebAssembly.
 */
export function sparseScreen(T: SparseMatrix, isCosine: boolean): SparseScreen | undefined {
  const unit = isCosine ? 1 : unitOf(T)
  const kernel = unit === undefined ? undefined : sparseKernel(T)
  if (!kernel || unit === undefined) return undefined
  const { limits, found, sums } = kernel
  const widths = packRows(T, kernel, unit, isCosine)
  let longest = 0
  for (let i = 0; i < T.rows; i++) longest = Math.max(longest, T.indptr[i + 1] - T.indptr[i])
  const candidates = Array.from({ length: together }, () => new Candidates())

  return (Q, nearest, visit) => {
    for (let first = 0; first < Q.rows; first += together) {
      const count = Math.min(together, Q.rows - first)
      for (let q = 0; q < count; q++) {
        const squares = packQuery(Q, first + q, q, kernel, unit, isCosine)
        const width = squares < 1e30 ? 2 * (isCosine ? 1 : squares) * slack(longest) : Number.POSITIVE_INFINITY
        candidates[q].begin(nearest[first + q], width, (row) => visit(row, first + q))
      }
      // Few at first, all of which are candidates: they say how near a row has to be.
      for (let from = 0, step = 32; from < T.rows; from += step, step = Math.min(mostRows, from)) {
        limits.fill(Number.NEGATIVE_INFINITY)
        for (let q = 0; q < count; q++) limits[q] = candidates[q].limit
        const rows = kernel.screen(from, Math.min(T.rows, from + step))
        for (let at = 0; at < rows; at++) {
          for (let q = 0; q < count; q++) {
            const sum = sums[at * together + q]
            if (!(sum > limits[q])) candidates[q].add(found[at], sum, widths[found[at]])
          }
        }
      }
      for (let q = 0; q < count; q++) {
        candidates[q].end()
        for (let e = Q.indptr[first + q]; e < Q.indptr[first + q + 1]; e++) {
          kernel.queries[Q.indices[e] * together + q] = 0
        }
      }
    }
  }
}

/** A power of two that brings all entries within 1; undefined where squares would leave the numbers of 64 bits. */
function unitOf({ rows, indptr, values }: SparseMatrix): number | undefined {
  let largest = 0
  for (let e = 0; e < indptr[rows]; e++) largest = Math.max(largest, Math.abs(values[e]))
  if (largest > 1e140 || (largest > 0 && largest < 1e-120)) return undefined
  return 2 ** -Math.ceil(Math.log2(largest || 1))
}

/** @returns how far apart a row's bounds are, shape `(n,)` */
function packRows(T: SparseMatrix, kernel: SparseKernel, unit: number, isCosine: boolean): Float64Array {
  const widths = new Float64Array(T.rows)
  for (let i = 0; i < T.rows; i++) {
    const [from, to] = [T.indptr[i], T.indptr[i + 1]]
    const factor = isCosine ? 1 / lengthOf(T, i) : unit
    let squares = 0
    for (let e = from; e < to; e++) {
      const value = Math.fround(T.values[e] * factor)
      kernel.values[e] = value
      squares += value * value
    }
    const size = isCosine ? 1 : squares
    kernel.bases[i] = size * (1 - slack(to - from))
    widths[i] = 2 * size * slack(to - from)
  }
  return widths
}

/** @returns the squared length of what was written */
function packQuery(
  Q: SparseMatrix,
  row: number,
  q: number,
  { queries }: SparseKernel,
  unit: number,
  isCosine: boolean,
): number {
  const factor = isCosine ? 1 / lengthOf(Q, row) : unit
  let squares = 0
  for (let e = Q.indptr[row]; e < Q.indptr[row + 1]; e++) {
    const value = Math.fround(Q.values[e] * factor)
    queries[Q.indices[e] * together + q] = isCosine ? -value : -2 * value
    squares += value * value
  }
  return squares
}

/** ‖x‖, and 1 for a row of zeros. */
function lengthOf({ indptr, values }: SparseMatrix, row: number): number {
  let squares = 0
  for (let e = indptr[row]; e < indptr[row + 1]; e++) squares += values[e] * values[e]
  return Math.sqrt(squares) || 1
}
