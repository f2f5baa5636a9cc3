import type { BoostRows } from './boost-bins.ts'

/** For each bin of each column, over the rows of a node: Σ gradient and Σ hessian, side by side, and how many rows. */
export interface Histogram {
  readonly sums: Float64Array
  readonly counts: Int32Array
}

/** Sums over a node's rows. Gradients are whole numbers (see `Gradients`), so that their sums are exact. */
export interface Totals {
  readonly gradient: number
  readonly hessian: number
  readonly count: number
}

export function makeHistogram(bins: number): Histogram {
  return { sums: new Float64Array(2 * bins), counts: new Int32Array(bins) }
}

/**
 * Fills the histogram of the rows from `start` to just before `end` of `order`, whose gradients and hessians, side by
 * side, are `pairs[2 i]` and `pairs[2 i + 1]` for row i. O(entries of the rows + bins).
 */
export function fillHistogram(
  rows: BoostRows,
  order: Int32Array,
  start: number,
  end: number,
  pairs: Float64Array,
  totals: Totals,
  out: Histogram,
): void {
  out.sums.fill(0)
  out.counts.fill(0)
  if (rows.indptr) {
    fillSparse(rows, rows.indptr, order, start, end, pairs, out)
    addZeros(rows, totals, out)
  } else fillDense(rows, order, start, end, pairs, out)
}

function fillDense(
  { d, starts, bins }: BoostRows,
  order: Int32Array,
  start: number,
  end: number,
  pairs: Float64Array,
  { sums, counts }: Histogram,
): void {
  for (let e = start; e < end; e++) {
    const row = order[e]!
    const gradient = pairs[2 * row]!
    const hessian = pairs[2 * row + 1]!
    const first = row * d
    for (let j = 0; j < d; j++) {
      const bin = starts[j]! + bins[first + j]!
      sums[2 * bin]! += gradient
      sums[2 * bin + 1]! += hessian
      counts[bin]!++
    }
  }
}

function fillSparse(
  { bins }: BoostRows,
  indptr: Int32Array,
  order: Int32Array,
  start: number,
  end: number,
  pairs: Float64Array,
  { sums, counts }: Histogram,
): void {
  for (let e = start; e < end; e++) {
    const row = order[e]!
    const gradient = pairs[2 * row]!
    const hessian = pairs[2 * row + 1]!
    for (let entry = indptr[row]!; entry < indptr[row + 1]!; entry++) {
      const bin = bins[entry]!
      sums[2 * bin]! += gradient
      sums[2 * bin + 1]! += hessian
      counts[bin]!++
    }
  }
}

/** What the rows leave out is 0: what the other bins of a column lack to the whole. */
function addZeros({ columns, starts }: BoostRows, totals: Totals, { sums, counts }: Histogram): void {
  for (let j = 0; j < columns.length; j++) {
    let { gradient, hessian, count } = totals
    for (let bin = starts[j]!; bin < starts[j + 1]!; bin++) {
      gradient -= sums[2 * bin]!
      hessian -= sums[2 * bin + 1]!
      count -= counts[bin]!
    }
    const zero = starts[j]! + columns[j]!.zeroBin
    sums[2 * zero]! += gradient
    sums[2 * zero + 1]! += hessian
    counts[zero]! += count
  }
}

/** From the parent's histogram and one child's to the other child's, in place of the parent's. O(bins). */
export function subtractHistogram(parent: Histogram, child: Histogram): void {
  for (let e = 0; e < parent.sums.length; e++) parent.sums[e]! -= child.sums[e]!
  for (let e = 0; e < parent.counts.length; e++) parent.counts[e]! -= child.counts[e]!
}
