/** The middle value; of an even number the lower of the two in the middle. NaN where there are none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) >> 1] ?? Number.NaN
}

/**
 * How many times as much `theirs` is as `ours`: the median over the rounds of the ratio within each round. Both met
 * the same neighbours on the machine then, so that this moves less than the two medians do.
 */
export function medianRatio(theirs: readonly number[], ours: readonly number[]): number {
  return median(theirs.map((value, round) => value / ours[round]))
}
