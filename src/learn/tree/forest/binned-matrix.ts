import { type DenseMatrix, isSparse, type Matrix, type SparseMatrix } from '../../contract.ts'
import { transpose } from '../../matrix.ts'
import { shared } from '../../parallel/shared.ts'
import { Random } from '../../random.ts'
import { binOf, binValues, type ColumnBins, countDistinct } from '../bin/column-bins.ts'
import { distinctOf } from '../bin/distinct-values.ts'
import { midpoint } from '../split/best-split.ts'

/** The bins of all columns: those of column j are at `starts[j] … starts[j + 1])` of `low` and `high`. */
interface Bins {
  readonly n: number
  readonly d: number
  readonly starts: Int32Array
  readonly low: Float64Array
  readonly high: Float64Array
}

/** A dense matrix with a byte for each number, column by column: that of row i in column j is `bins[j * n + i]`. */
export interface DenseBins extends Bins {
  readonly kind: 'dense'
  readonly bins: Uint8Array
  /** The same row by row, where a row is short, four bytes a word and each row from a new word on. */
  readonly byRow: Int32Array | undefined
}

/** A sparse matrix by rows, as it came, with a byte for each entry; entries left out are in the bin `zeroBin[j]`. */
export interface SparseBins extends Bins {
  readonly kind: 'sparse'
  readonly indptr: Int32Array
  readonly indices: Int32Array
  readonly bins: Uint8Array
  readonly zeroBin: Uint8Array
}

export type BinnedMatrix = DenseBins | SparseBins

const maxBins = 255
/** Columns up to which trees copy whole rows of bytes to where they are sooner at hand. */
const shortRow = 256
/** Rows that cuts are found on; the standard error of a cut is then below a third of a bin: √(¼ / 200,000) · 255. */
const sampleSize = 200_000

/** Puts each number into one of at most 255 bins of its column, in memory that threads can share. */
export function binMatrix(X: Matrix): BinnedMatrix {
  return isSparse(X) ? binSparse(X) : binDense(X)
}

/**
 * A threshold between two bins of a column: of the cuts from one bin to the next that lie between them, the one nearest
 * to the middle of the two. So a column has at most as many thresholds as cuts, and trees are asked sooner.
 */
export function cutBetween({ starts, low, high }: Bins, j: number, left: number, right: number): number {
  const first = starts[j]
  const cutAfter = (bin: number): number => midpoint(high[first + bin], low[first + bin + 1])
  const middle = midpoint(high[first + left], low[first + right])
  let bin = left
  for (let last = right - 1; bin < last; ) {
    const half = (bin + last) >> 1
    if (cutAfter(half) < middle) bin = half + 1
    else last = half
  }
  const cut = cutAfter(bin)
  const before = bin > left ? cutAfter(bin - 1) : cut
  return Math.abs(middle - before) <= Math.abs(cut - middle) ? before : cut
}

/** Words of four bytes that a row of bytes takes. */
export function wordsOf(columns: number): number {
  return Math.ceil(columns / 4)
}

function binDense({ rows: n, columns: d, values: X }: DenseMatrix): DenseBins {
  const bins = new Uint8Array(new SharedArrayBuffer(n * d))
  const sample = n > sampleSize ? new Random(0).permutation(n).subarray(0, sampleSize) : undefined
  const drawn = new Float64Array(sample?.length ?? 0)
  const columns: ColumnBins[] = []
  // As many columns at a time as one line of the processor's cache has numbers of a row.
  const held = Array.from({ length: Math.min(8, d) }, () => new Float64Array(n))
  for (let first = 0; first < d; first += held.length) {
    const count = Math.min(held.length, d - first)
    // Adding 0 makes −0 the 0 that it equals.
    for (let i = 0; i < n; i++) for (let k = 0; k < count; k++) held[k][i] = X[i * d + first + k] + 0
    for (let k = 0; k < count; k++) {
      const column = held[k]
      if (sample) for (let i = 0; i < drawn.length; i++) drawn[i] = column[sample[i]]
      const { values, counts } = distinctOf(sample ? drawn : column)
      const found = binValues(values, counts, maxBins)
      columns.push(found)
      const start = (first + k) * n
      for (let i = 0; i < n; i++) bins[start + i] = binOf(found.cuts, column[i])
    }
  }
  return { kind: 'dense', n, d, bins, byRow: d > shortRow ? undefined : transposed(bins, n, d), ...join(columns) }
}

function transposed(bins: Uint8Array, n: number, d: number): Int32Array {
  const words = wordsOf(d)
  const byRow = new Int32Array(new SharedArrayBuffer(4 * n * words))
  const bytes = new Uint8Array(byRow.buffer)
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) bytes[4 * i * words + j] = bins[j * n + i]
  return byRow
}

function binSparse(X: SparseMatrix): SparseBins {
  const byColumn = transpose(X)
  const columns: ColumnBins[] = []
  for (let j = 0; j < X.columns; j++) {
    const entries = byColumn.values.slice(byColumn.indptr[j], byColumn.indptr[j + 1]).sort()
    const zeros = X.rows - entries.length
    const { values, counts } = withZeros(countDistinct(entries), zeros)
    columns.push(binValues(values, counts, maxBins))
  }
  const entries = X.indptr[X.rows]
  const bins = new Uint8Array(new SharedArrayBuffer(entries))
  for (let e = 0; e < entries; e++) bins[e] = binOf(columns[X.indices[e]].cuts, X.values[e])
  return {
    kind: 'sparse',
    n: X.rows,
    d: X.columns,
    indptr: shared(X.indptr, Int32Array),
    indices: shared(X.indices.subarray(0, entries), Int32Array),
    bins,
    zeroBin: shared(
      columns.map(({ cuts }) => binOf(cuts, 0)),
      Uint8Array,
    ),
    ...join(columns),
  }
}

function withZeros(distinct: ReturnType<typeof countDistinct>, zeros: number): ReturnType<typeof countDistinct> {
  if (zeros === 0) return distinct
  const values = [...distinct.values]
  const counts = [...distinct.counts]
  const at = values.findIndex((value) => value >= 0)
  if (at >= 0 && values[at] === 0) counts[at] += zeros
  else {
    values.splice(at < 0 ? values.length : at, 0, 0)
    counts.splice(at < 0 ? counts.length : at, 0, zeros)
  }
  return { values: Float64Array.from(values), counts: Float64Array.from(counts) }
}

function join(columns: readonly ColumnBins[]): Pick<Bins, 'starts' | 'low' | 'high'> {
  const starts = new Int32Array(new SharedArrayBuffer(4 * (columns.length + 1)))
  for (let j = 0; j < columns.length; j++) starts[j + 1] = starts[j] + columns[j].low.length
  const low = new Float64Array(new SharedArrayBuffer(8 * starts[columns.length]))
  const high = new Float64Array(new SharedArrayBuffer(8 * starts[columns.length]))
  columns.forEach((column, j) => {
    low.set(column.low, starts[j])
    high.set(column.high, starts[j])
  })
  return { starts, low, high }
}
