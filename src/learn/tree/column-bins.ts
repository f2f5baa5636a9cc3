import { midpoint } from './best-split.ts'

/** A column's values in at most 255 bins: bin b holds values from `low[b]` to `high[b]`, and bins ascend. */
export interface ColumnBins {
  readonly low: Float64Array
  readonly high: Float64Array
  /** A value belongs to the first bin whose cut it does not exceed; the last bin has no cut. Shape `(bins − 1,)`. */
  readonly cuts: Float64Array
}

/**
 * Puts different values, ascending, into at most `maxBins` bins: each into its own where there are few enough, else
 * into bins of about the same number of rows. A value that has more rows than a bin is to have gets one of its own, and
 * the other bins share what is left, as in LightGBM.
 *
 * @param counts how many rows have each value
 */
export function binValues(values: Float64Array, counts: Float64Array, maxBins: number): ColumnBins {
  const ends = values.length <= maxBins ? eachItsOwn(values.length) : greedyEnds(counts, maxBins)
  const high = Float64Array.from(ends, (end) => values[end]!)
  const low = Float64Array.from(ends, (_, b) => values[b === 0 ? 0 : ends[b - 1]! + 1]!)
  const cuts = new Float64Array(Math.max(0, ends.length - 1))
  for (let b = 0; b < cuts.length; b++) cuts[b] = midpoint(high[b]!, low[b + 1]!)
  return { low, high, cuts }
}

function eachItsOwn(count: number): number[] {
  return Array.from({ length: count }, (_, v) => v)
}

/** The last value of each bin. */
function greedyEnds(counts: Float64Array, maxBins: number): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const isLarge = counts.map((count) => (count >= total / maxBins ? 1 : 0))
  let rows = 0
  let bins = maxBins
  for (let v = 0; v < counts.length; v++) {
    if (isLarge[v] === 1) bins--
    else rows += counts[v]!
  }
  const ends: number[] = []
  let inBin = 0
  for (let v = 0; v < counts.length - 1 && ends.length < maxBins - 1; v++) {
    inBin += counts[v]!
    const mean = rows / Math.max(1, bins)
    if (isLarge[v] === 0 && isLarge[v + 1] === 0 && inBin < mean) continue
    // Before a value that fills a bin, a small rest joins the bin before it no more: it is a bin too if half full.
    if (isLarge[v] === 0 && isLarge[v + 1] === 1 && inBin < mean / 2) continue
    ends.push(v)
    if (isLarge[v] === 0) {
      rows -= inBin
      bins--
    }
    inBin = 0
  }
  ends.push(counts.length - 1)
  return ends
}

/** The different values among sorted ones, and how often each is there. */
export function countDistinct(sorted: Float64Array): { values: Float64Array; counts: Float64Array } {
  const values = new Float64Array(sorted.length)
  const counts = new Float64Array(sorted.length)
  let last = -1
  for (let i = 0; i < sorted.length; i++) {
    if (last < 0 || sorted[i]! !== values[last]!) values[++last] = sorted[i]!
    counts[last]!++
  }
  return { values: values.slice(0, last + 1), counts: counts.slice(0, last + 1) }
}

/** The bin of a value: the first whose cut it does not exceed. */
export function binOf(cuts: Float64Array, value: number): number {
  let low = 0
  let high = cuts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (value <= cuts[middle]!) high = middle
    else low = middle + 1
  }
  return low
}
