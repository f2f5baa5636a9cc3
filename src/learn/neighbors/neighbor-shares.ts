import type { NearestRows } from './nearest-rows.ts'

/** Every neighbour counts the same, or by 1 / its distance. */
export type Weighting = 'uniform' | 'distance'

/** Each neighbour's weight in a prediction, shape `(neighbours,)`; they sum to 1. */
export function neighborShares(found: NearestRows, weights: Weighting): Float64Array {
  const shares = new Float64Array(found.count)
  for (let at = 0; at < shares.length; at++) shares[at] = found.weight(at)
  if (weights === 'distance') {
    // In units of the nearest distance, so that no weight overflows; at distance 0, those there share it all.
    const nearest = found.distance(0)
    for (let at = 0; at < shares.length; at++) {
      if (found.distance(at) !== nearest) shares[at] *= nearest / found.distance(at)
    }
  }
  let sum = 0
  for (let at = 0; at < shares.length; at++) sum += shares[at]
  for (let at = 0; at < shares.length; at++) shares[at] /= sum
  return shares
}
