import type { Trees } from './trees.ts'

/**
 * The thresholds of each column, ascending and without repeats; undefined where a column has more than `most`, or more
 * than `mostColumns` columns have some.
 */
export function fewThresholds(
  { feature, threshold }: Trees,
  most: number,
  mostColumns: number,
): Float64Array[] | undefined {
  const found: number[][] = []
  for (let i = 0; i < feature.length; i++) {
    const j = feature[i]
    if (j < 0) continue
    while (found.length <= j) found.push([])
    const known = found[j]
    // −0 and 0 are the same threshold.
    const value = threshold[i] + 0
    let low = 0
    for (let high = known.length; low < high; ) {
      const middle = (low + high) >> 1
      if (known[middle] < value) low = middle + 1
      else high = middle
    }
    if (known[low] === value) continue
    if (known.length === most) return undefined
    known.splice(low, 0, value)
  }
  const used = found.reduce((count, known) => count + (known.length > 0 ? 1 : 0), 0)
  return used > mostColumns ? undefined : found.map((known) => Float64Array.from(known))
}

/** How many thresholds are below a number. Halves without a branch: one guess in two would be wrong. */
export function below(thresholds: Float64Array, x: number): number {
  let from = 0
  let size = thresholds.length
  while (size > 1) {
    const half = size >> 1
    from += half * +(thresholds[from + half - 1] < x)
    size -= half
  }
  return from + +(thresholds[from] < x)
}
