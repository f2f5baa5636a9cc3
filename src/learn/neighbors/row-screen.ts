import type { DenseMatrix } from '../contract.ts'
import { Candidates } from './candidates.ts'
import type { NearestRows } from './nearest-rows.ts'
import type { ScreenForm } from './screen-form.ts'
import { blockRows, groupRows, mostBlocks, type ScreenKernel, screenKernel } from './screen-kernel.ts'

/** Computes the distance of a training row to query row `q`. */
export type Visit = (row: number, q: number) => void

/** Visits, by ascending number, at least those training rows that get in among the nearest. */
export type RowScreen = (Q: DenseMatrix, nearest: readonly NearestRows[], visit: Visit) => void

/** With fewer training rows than this there is little to screen. */
const leastRows = 128
/** Groups of query rows in one turn. */
const groups = 64
/** Training rows that stay in the processor's cache while one group after the other is screened, in bytes. */
const cachedBytes = 1 << 17

/**
 * A float32 pre-filter: each sum bounds a distance from below and from above, and a training row is discarded when its
 * lower bound is above as many upper bounds as neighbours are requested. The rest are visited, to be compared in float64.
 *
 * Undefined for few rows, for those that have no form, and where there is no WebAssembly.
 */
export function rowScreen(T: DenseMatrix, form: ScreenForm | undefined): RowScreen | undefined {
  const blocks = Math.ceil(T.rows / blockRows)
  const kernel = form && T.rows >= leastRows ? screenKernel(blocks, T.columns, groups) : undefined
  if (!kernel || !form) return undefined
  const { limits, ends, found, sums } = kernel
  const widths = packRows(T, form, kernel)
  const most = Math.max(4, Math.min(mostBlocks, Math.floor(cachedBytes / (4 * blockRows * kernel.columns))))
  const candidates: Candidates[] = []

  return (Q, nearest, visit) => {
    for (let first = 0; first < Q.rows; first += groups * groupRows) {
      const count = Math.min(groups * groupRows, Q.rows - first)
      for (let q = 0; q < count; q++) {
        const width = packQuery(Q, first, q, form, kernel)
        candidates[q] ??= new Candidates()
        candidates[q].begin(nearest[first + q], width, (row) => visit(row, first + q))
      }
      // Few at first, all of which are candidates: they say how near a row has to be.
      for (let from = 0, step = 4; from < blocks; from += step, step = Math.min(most, from)) {
        const to = Math.min(blocks, from + step)
        for (let group = 0; group * groupRows < count; group++) screen(group, from, to, count)
      }
      for (let q = 0; q < count; q++) candidates[q].end()
    }
  }

  function screen(group: number, from: number, to: number, count: number): void {
    for (let q = group * groupRows; q < (group + 1) * groupRows; q++) {
      limits[q] = q < count ? candidates[q].limit : Number.NEGATIVE_INFINITY
    }
    kernel!.screen(group, from, to)
    for (let q = 0; q < groupRows; q++) {
      const own = candidates[group * groupRows + q]
      for (let at = q * mostBlocks; at < ends[q]; at++) {
        const block = blockRows * (found[at] >> 8)
        for (let hits = found[at] & 255; hits !== 0; hits &= hits - 1) {
          const lane = 31 - Math.clz32(hits & -hits)
          if (block + lane < T.rows) own.add(block + lane, sums[at * blockRows + lane], widths[block + lane])
        }
      }
    }
  }
}

/** @returns how far apart a row's bounds are, shape `(n,)` */
function packRows(T: DenseMatrix, form: ScreenForm, { rows, bases, columns }: ScreenKernel): Float64Array {
  const widths = new Float64Array(T.rows)
  bases.fill(Number.POSITIVE_INFINITY)
  for (let i = 0; i < T.rows; i++) {
    const [block, lane] = [Math.floor(i / blockRows), i % blockRows]
    const at = block * columns * blockRows + lane
    const squares = form.pack(T.values, i * T.columns, T.columns, rows, at, blockRows)
    bases[i] = form.base(squares, T.columns)
    widths[i] = form.width(squares, T.columns)
  }
  return widths
}

/** @returns how far apart the bounds are on its part; not finite where it is beyond numbers of 32 bits */
function packQuery(Q: DenseMatrix, first: number, q: number, form: ScreenForm, kernel: ScreenKernel): number {
  const { queries, columns } = kernel
  const [group, lane] = [Math.floor(q / groupRows), q % groupRows]
  const at = group * columns * groupRows + lane
  const squares = form.pack(Q.values, (first + q) * Q.columns, Q.columns, queries, at, groupRows)
  for (let j = 0; j < Q.columns; j++) queries[at + j * groupRows] *= form.factor
  return squares < 1e30 ? form.width(squares, Q.columns) : Number.POSITIVE_INFINITY
}
