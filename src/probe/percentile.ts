/**
 * The smallest value that at least a share `p` of the values do not exceed (nearest rank), `p` from 0 to 1.
 * `sorted` is ascending. NaN where there are no values.
 */
export function percentile(sorted: ArrayLike<number>, p: number): number {
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN
}
