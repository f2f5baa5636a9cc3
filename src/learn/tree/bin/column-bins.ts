import { midpoint } from '../split/best-split.ts'

/** A column's values in at most 255 bins: bin b holds values from `low[b]` to `high[b]`, and bins ascend. */
export interface ColumnBins {
  readonly low: Float64Array
  readonly high: Float64Array
  /** A value belongs to the first bin whose cut it does not exceed; the last bin has no cut. Shape `(bins − 1,)`. */
  readonly cuts: Float64Array
}

/**
 * Puts different values, ascending, into at most `maxBins` bins: each into its own where there are few enough, else
 * into bins that end at the quantiles, so that rows fall into the same bins as in scikit-learn. A value that has more
 * rows than a bin is to have gets one of its own, and the other bins share what is left, as in LightGBM.
 *
 * @param counts how many rows have each value
 */
export function binValues(values: Float64Array, counts: Float64Array, maxBins: number): ColumnBins {
  const ends = values.length <= maxBins ? eachItsOwn(values.length) : quantileEnds(counts, maxBins)
  const high = Float64Array.from(ends, (end) => values[end])
  const low = Float64Array.from(ends, (_, b) => values[b === 0 ? 0 : ends[b - 1] + 1])
  const cuts = new Float64Array(Math.max(0, ends.length - 1))
  for (let b = 0; b < cuts.length; b++) cuts[b] = midpoint(high[b], low[b + 1])
  return { low, high, cuts }
}

function eachItsOwn(count: number): number[] {
  return Array.from({ length: count }, (_, v) => v)
}

/** The last value of each bin. */
function quantileEnds(counts: Float64Array, maxBins: number): number[] {
  const large = sum(counts) / maxBins
  let rows = 0
  let bins = maxBins
  for (let v = 0; v < counts.length; v++) {
    if (counts[v] >= large) bins--
    else rows += counts[v]
  }
  const ends: number[] = []
  /** Of the rows that these bins share, and of the bins: those so far. */
  let seen = 0
  let closed = 0
  let needed = rows / bins
  for (let v = 0; v < counts.length - 1 && ends.length < maxBins - 1; v++) {
    if (counts[v] >= large) {
      ends.push(v)
      rows -= seen
      bins = Math.max(1, bins - closed)
      seen = closed = 0
      needed = rows / bins
      continue
    }
    seen += counts[v]
    // Before a value that fills a bin, a small rest joins it; half full it is a bin too.
    if (seen < needed && !(counts[v + 1] >= large && seen * bins >= rows * (closed + 0.5))) continue
    ends.push(v)
    closed++
    needed = (rows * (closed + 1)) / bins
  }
  ends.push(counts.length - 1)
  return ends
}

function sum(counts: Float64Array): number {
  let total = 0
  for (let v = 0; v < counts.length; v++) total += counts[v]
  return total
}

/** The different values among sorted ones, put in front of them, and how often each is there. */
export function countDistinct(sorted: Float64Array): { values: Float64Array; counts: Float64Array } {
  let distinct = sorted.length > 0 ? 1 : 0
  for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) distinct++
  const counts = new Float64Array(distinct)
  let last = -1
  for (let i = 0; i < sorted.length; i++) {
    if (last < 0 || sorted[i] !== sorted[last]) sorted[++last] = sorted[i]
    counts[last]++
  }
  return { values: sorted.subarray(0, distinct), counts }
}

/** The bin of a value: the first whose cut it does not exceed. Halves without a branch: one guess in two would be wrong. */
export function binOf(cuts: Float64Array, value: number): number {
  let from = 0
  let size = cuts.length
  while (size > 1) {
    const half = size >> 1
    from += half * +(cuts[from + half - 1] < value)
    size -= half
  }
  return from + (size === 1 && cuts[from] < value ? 1 : 0)
}
