import { isSparse, type Matrix, type SparseMatrix } from '../../contract.ts'
import { transpose } from '../../matrix.ts'
import { Random } from '../../random.ts'

import { binOf, binValues, countDistinct } from '../bin/column-bins.ts'
import { sortNumbers } from '../bin/sort-numbers.ts'
import { levelOf } from './levels.ts'

/** How the numbers or categories of one column become bins. What is missing is in the last bin. */
export interface BoostColumn {
  /** A column of numbers: a value belongs to the first bin whose cut it does not exceed. */
  readonly cuts: Float64Array
  /** A column of categories: the codes that have a bin each; all others count as missing. */
  readonly levels: Int32Array | undefined
  /** All bins, that of the missing included. */
  readonly bins: number
  /** The bin of 0, which a sparse matrix leaves out. */
  readonly zeroBin: number
}

/**
 * A matrix in bins, row by row. The bins of all columns are numbered on end: column j has those from `starts[j]` on.
 * Dense: the bin of row i in column j is `starts[j] + bins[i * stride + j]`, a byte, with room for 256 bins of each
 * column; the columns of `wide` have theirs behind all others, and in `bins` a byte that means nothing. Sparse: row i
 * has the bins `bins[indptr[i] … indptr[i + 1])`, numbered on end, and every column without one there is 0.
 */
export interface BoostRows {
  readonly n: number
  readonly d: number
  readonly columns: readonly BoostColumn[]
  readonly starts: Int32Array
  readonly bins: Uint8Array | Int32Array
  readonly stride: number
  readonly wide: readonly WideColumn[]
  /** Undefined where the rows are dense. */
  readonly indptr: Int32Array | undefined
}

/** A column of dense rows, of categories, that a byte does not tell apart. */
export interface WideColumn {
  readonly column: number
  /** Shape `(n,)`. */
  readonly bins: Uint16Array
}

/** Rows that cuts are found on. */
const sampleSize = 200_000
/** Categories that a column can tell apart; of more, the rarer ones count as missing. */
const maxLevels = 65_534
/** Where a column has more categories than numbers have bins, those of fewer rows count as missing. */
const fewestRowsOfLevel = 10

/** Puts the given rows into bins. */
export function binRows(X: Matrix, rows: Int32Array, categorical: ReadonlySet<number>, maxBins: number): BoostRows {
  return isSparse(X) ? binSparse(X, rows, categorical, maxBins) : binDense(X, rows, categorical, maxBins)
}

function binDense(
  X: Extract<Matrix, { values: Float64Array }>,
  rows: Int32Array,
  categorical: ReadonlySet<number>,
  maxBins: number,
): BoostRows {
  const n = rows.length
  const d = X.columns
  const sample = n > sampleSize ? new Random(0).permutation(n).subarray(0, sampleSize) : undefined
  const columns = Array.from({ length: d }, (_, j) => {
    const all = categorical.has(j) || !sample
    const column = new Float64Array(all ? n : sampleSize)
    for (let e = 0; e < column.length; e++) column[e] = X.values[rows[all ? e : sample[e]] * d + j] + 0
    return findBins(column, 0, categorical.has(j), maxBins)
  })
  const stride = Math.ceil(d / 4) * 4
  const bins = new Uint8Array(new SharedArrayBuffer(n * stride))
  const wide = columns.flatMap((column, j) =>
    column.bins > 256 ? [{ column: j, bins: new Uint16Array(new SharedArrayBuffer(2 * n)) }] : [],
  )
  for (let from = 0; from < n; from += blockRows) {
    const block = rows.subarray(from, from + blockRows)
    const binsOfBlock = bins.subarray(from * stride)
    columns.forEach((column, j) => {
      if (column.bins > 256) return
      if (column.levels) binCategories(X.values, block, d, j, column, binsOfBlock, stride)
      else binNumbers(X.values, block, d, j, column, binsOfBlock, stride)
    })
  }
  for (const { column: j, bins: own } of wide) {
    for (let i = 0; i < n; i++) {
      own[i] = boostBin(columns[j], X.values[rows[i] * d + j])
      // Any byte will do; one and the same for all rows would make each wait for the one before when they are counted.
      bins[i * stride + j] = own[i]
    }
  }
  const starts = Int32Array.from({ length: stride + 1 }, (_, j) => 256 * j)
  for (const { column: j } of wide) {
    starts[j] = starts[stride]
    starts[stride] += columns[j].bins
  }
  return { n, d, columns, starts, bins, stride, wide, indptr: undefined }
}

/** Rows whose numbers stay in the processor's cache while one column after the other is put into bins. */
const blockRows = 256

/**
 * Eight comparisons find a number's bin, each of them added without a branch: a branch would be guessed wrongly every
 * other time, and take five times as long.
 */
function binNumbers(
  values: Float64Array,
  rows: Int32Array,
  d: number,
  j: number,
  { cuts, bins }: BoostColumn,
  out: Uint8Array,
  stride: number,
): void {
  ladder.fill(Number.POSITIVE_INFINITY)
  ladder.set(cuts)
  const missing = bins - 1
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i] * d + j]
    let bin = +(ladder[127] < value) << 7
    bin += +(ladder[bin + 63] < value) << 6
    bin += +(ladder[bin + 31] < value) << 5
    bin += +(ladder[bin + 15] < value) << 4
    bin += +(ladder[bin + 7] < value) << 3
    bin += +(ladder[bin + 3] < value) << 2
    bin += +(ladder[bin + 1] < value) << 1
    bin += +(ladder[bin] < value)
    out[i * stride + j] = Number.isNaN(value) ? missing : bin
  }
}

/** A column's cuts, at most 254, and infinities. */
const ladder = new Float64Array(255)

function binCategories(
  values: Float64Array,
  rows: Int32Array,
  d: number,
  j: number,
  column: BoostColumn,
  out: Uint8Array,
  stride: number,
): void {
  for (let i = 0; i < rows.length; i++) out[i * stride + j] = boostBin(column, values[rows[i] * d + j])
}

function binSparse(X: SparseMatrix, rows: Int32Array, categorical: ReadonlySet<number>, maxBins: number): BoostRows {
  const isTaken = new Uint8Array(X.rows)
  for (const row of rows) isTaken[row] = 1
  const byColumn = transpose(X)
  const columns = Array.from({ length: X.columns }, (_, j) => {
    const entries: number[] = []
    for (let e = byColumn.indptr[j]; e < byColumn.indptr[j + 1]; e++) {
      if (isTaken[byColumn.indices[e]] === 1) entries.push(byColumn.values[e])
    }
    return findBins(Float64Array.from(entries), rows.length - entries.length, categorical.has(j), maxBins)
  })
  const starts = startsOf(columns)
  const indptr = new Int32Array(new SharedArrayBuffer(4 * (rows.length + 1)))
  rows.forEach((row, i) => {
    indptr[i + 1] = indptr[i] + X.indptr[row + 1] - X.indptr[row]
  })
  const bins = new Int32Array(new SharedArrayBuffer(4 * indptr[rows.length]))
  rows.forEach((row, i) => {
    for (let e = X.indptr[row], to = indptr[i]; e < X.indptr[row + 1]; e++, to++) {
      const j = X.indices[e]
      bins[to] = starts[j] + boostBin(columns[j], X.values[e])
    }
  })
  return { n: rows.length, d: X.columns, columns, starts, bins, stride: 0, wide: [], indptr }
}

/** The bin of a value in its column. */
function boostBin({ cuts, levels, bins }: BoostColumn, value: number): number {
  if (levels) value = levelOf(levels, value)
  if (Number.isNaN(value)) return bins - 1
  return levels ? value : binOf(cuts, value)
}

/** @param zeros how many zeros there are beside the values, which it sorts */
function findBins(values: Float64Array, zeros: number, isCategorical: boolean, maxBins: number): BoostColumn {
  sortNumbers(values)
  let known = values.length
  while (known > 0 && Number.isNaN(values[known - 1])) known-- // NaN is sorted behind all numbers
  const distinct = withZeros(countDistinct(values.subarray(0, known)), zeros)
  if (isCategorical) {
    const levels = chooseLevels(distinct.values, distinct.counts)
    const zero = levelOf(levels, 0)
    const zeroBin = Number.isNaN(zero) ? levels.length : zero
    return { cuts: new Float64Array(), levels, bins: levels.length + 1, zeroBin }
  }
  const { cuts } = binValues(distinct.values, distinct.counts, maxBins)
  return { cuts, levels: undefined, bins: cuts.length + 2, zeroBin: binOf(cuts, 0) }
}

function withZeros({ values, counts }: ReturnType<typeof countDistinct>, zeros: number) {
  if (zeros === 0) return { values, counts }
  const at = values.findIndex((value) => value >= 0)
  const place = at < 0 ? values.length : at
  if (values[place] === 0) {
    counts[place] += zeros
    return { values, counts }
  }
  return {
    values: Float64Array.from([...values.subarray(0, place), 0, ...values.subarray(place)]),
    counts: Float64Array.from([...counts.subarray(0, place), zeros, ...counts.subarray(place)]),
  }
}

function chooseLevels(codes: Float64Array, counts: Float64Array): Int32Array {
  if (codes.length <= 255) return Int32Array.from(codes)
  const places = Int32Array.from(codes, (_, c) => c).sort((a, b) => counts[b] - counts[a] || a - b)
  const kept = places.filter((c, rank) => rank < 255 || (rank < maxLevels && counts[c] >= fewestRowsOfLevel))
  return Int32Array.from(kept, (c) => codes[c]).sort()
}

function startsOf(columns: readonly BoostColumn[]): Int32Array {
  const starts = new Int32Array(columns.length + 1)
  columns.forEach(({ bins }, j) => {
    starts[j + 1] = starts[j] + bins
  })
  return starts
}

/** The threshold of a split behind a bin of numbers; behind the last one, which only what is missing is not below, the largest number. */
export function thresholdOf({ cuts }: BoostColumn, bin: number): number {
  return bin < cuts.length ? cuts[bin] : Number.MAX_VALUE
}
