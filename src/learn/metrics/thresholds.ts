import type { Label } from '../contract.ts'

/** Weight of the rows scored at or above each distinct score, from the highest score down, shape `(t,)` each. */
export interface CountsAtThresholds {
  readonly thresholds: Float64Array
  readonly truePositives: Float64Array
  readonly falsePositives: Float64Array
}

/**
 * What a cut at each distinct score would call positive. Rows with the same score stand or fall together; rows of
 * weight 0 take no part. O(n log n).
 */
export function countsAtThresholds(
  isPositive: (row: number) => boolean,
  scores: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): CountsAtThresholds {
  const rows: number[] = []
  for (let i = 0; i < scores.length; i++) if (!weights || weights[i] > 0) rows.push(i)
  const order = Uint32Array.from(rows).sort((a, b) =>
    scores[b] === scores[a] ? a - b : scores[b] > scores[a] ? 1 : -1,
  )

  const thresholds: number[] = []
  const truePositives: number[] = []
  const falsePositives: number[] = []
  let tp = 0
  let fp = 0
  for (let k = 0; k < order.length; k++) {
    const row = order[k]
    if (isPositive(row)) tp += weights ? weights[row] : 1
    else fp += weights ? weights[row] : 1
    if (k + 1 < order.length && scores[order[k + 1]] === scores[row]) continue
    thresholds.push(scores[row])
    truePositives.push(tp)
    falsePositives.push(fp)
  }
  return {
    thresholds: Float64Array.from(thresholds),
    truePositives: Float64Array.from(truePositives),
    falsePositives: Float64Array.from(falsePositives),
  }
}

export function isLabel(yTrue: readonly Label[], positive: Label): (row: number) => boolean {
  return (row) => yTrue[row] === positive
}
