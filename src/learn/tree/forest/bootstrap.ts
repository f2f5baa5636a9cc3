import type { Random } from '../../random.ts'

/**
 * As many draws with replacement as there are rows, each row as likely as its weight says: how often each was drawn.
 * So a row of weight 2 counts as two rows, not as one that is drawn seldom and counts much.
 */
export function bootstrapWeights(weights: Float64Array, random: Random): Float64Array {
  const n = weights.length
  const drawn = new Float64Array(n)
  if (weights.every((weight) => weight === weights[0])) {
    for (let i = 0; i < n; i++) drawn[random.below(n)]++
    return drawn
  }
  const sums = new Float64Array(n)
  let sum = 0
  for (let i = 0; i < n; i++) sums[i] = sum += weights[i]
  for (let i = 0; i < n; i++) drawn[placeOf(sums, random.next() * sum)]++
  return drawn
}

/** The first place whose running sum is above `point`. */
function placeOf(sums: Float64Array, point: number): number {
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sums[middle] > point) high = middle
    else low = middle + 1
  }
  return low
}
