import type { BoostRows } from './bin-rows.ts'
import type { Units } from './loss.ts'

/**
 * For each bin of each column, over the rows of a node: Σ gradient at 2 b, and at 2 b + 1 how many rows and Σ hessian in
 * one number (see `Units`). All are whole numbers below 2⁵³, so that sums and differences are exact in any order.
 */
export type Histogram = Float64Array

/** Sums over a node's rows. */
export interface Totals {
  readonly gradient: number
  readonly hessian: number
  readonly count: number
  /** What leaves of the node may answer at least and at most, as −G / H in whole numbers; absent: anything. */
  readonly bounds?: Bounds | undefined
}

export interface Bounds {
  readonly least: number
  readonly most: number
}

/**
 * Fills the histogram of sparse rows, those from `start` to just before `end` of `order`; `pairs[2 i]` is row i's
 * gradient, `pairs[2 i + 1]` its hessian and the 1 that it counts. O(entries of the rows + bins).
 */
export function fillSparse(
  rows: BoostRows,
  order: Int32Array,
  start: number,
  end: number,
  pairs: Float64Array,
  totals: Totals,
  units: Units,
  out: Histogram,
): void {
  const { bins } = rows
  const indptr = rows.indptr!
  out.fill(0)
  for (let e = start; e < end; e++) {
    const row = order[e]
    const last = indptr[row + 1]
    for (let entry = indptr[row]; entry < last; entry++) {
      const at = 2 * bins[entry]
      out[at] += pairs[2 * row]
      out[at + 1] += pairs[2 * row + 1]
    }
  }
  addZeros(rows, totals, units, out)
}

/** The same of rows whose bins are bytes: four of them a read, and no place to look up: every column has room for 256 bins. */
export function fillBytes(
  words: Int32Array,
  stride: number,
  order: Int32Array,
  start: number,
  end: number,
  pairs: Float64Array,
  out: Histogram,
): void {
  for (let e = start; e < end; e++) {
    const row = order[e]
    const gradient = pairs[2 * row]
    const counted = pairs[2 * row + 1]
    const last = (row + 1) * stride
    // 256 bins of two numbers for each of four columns.
    for (let w = row * stride, first = 0; w < last; w++, first += 2048) {
      const word = words[w]
      const a = first + ((word << 1) & 510)
      const b = first + 512 + ((word >>> 7) & 510)
      const c = first + 1024 + ((word >>> 15) & 510)
      const d = first + 1536 + ((word >>> 23) & 510)
      out[a] += gradient
      out[a + 1] += counted
      out[b] += gradient
      out[b + 1] += counted
      out[c] += gradient
      out[c + 1] += counted
      out[d] += gradient
      out[d + 1] += counted
    }
  }
}

/** The same of one column, whose bins are from `first` on. */
export function fillColumn(
  bins: Uint16Array,
  first: number,
  order: Int32Array,
  start: number,
  end: number,
  pairs: Float64Array,
  out: Histogram,
): void {
  for (let e = start; e < end; e++) {
    const row = order[e]
    const at = 2 * (first + bins[row])
    out[at] += pairs[2 * row]
    out[at + 1] += pairs[2 * row + 1]
  }
}

/** What the rows leave out is 0: what the other bins of a column lack to the whole. */
function addZeros({ columns, starts }: BoostRows, totals: Totals, units: Units, out: Histogram): void {
  const whole = totals.count * units.count + totals.hessian
  for (let j = 0; j < columns.length; j++) {
    let gradient = totals.gradient
    let counted = whole
    for (let bin = starts[j]; bin < starts[j + 1]; bin++) {
      gradient -= out[2 * bin]
      counted -= out[2 * bin + 1]
    }
    const zero = 2 * (starts[j] + columns[j].zeroBin)
    out[zero] += gradient
    out[zero + 1] += counted
  }
}

/** From the parent's histogram and one child's to the other child's, in place of the parent's, for some bins or all. O(bins). */
export function subtractHistogram(parent: Histogram, child: Histogram, first = 0, end = parent.length / 2): void {
  for (let e = 2 * first; e < 2 * end; e++) parent[e] -= child[e]
}
