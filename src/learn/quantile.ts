/**
 * The quantile q of numbers. Without weights it is interpolated between the two nearest values, as numpy does by
 * default; with weights it is the least value that has a fraction q of the weight at or below it, and the mean of two
 * where the fraction is met exactly between them. The median is the same either way.
 *
 * @param values finite numbers, shape `(n,)`, at least one; left as they are
 * @param q from 0 to 1
 * @param weights 0 or more each, shape `(n,)`, not all 0
 * Source: Hyndman & Fan (1996), The American Statistician 50(4), definitions 7 and 2.
 */
export function quantile(values: ArrayLike<number>, q: number, weights?: ArrayLike<number>): number {
  return weights ? weightedQuantile(values, q, weights) : interpolatedQuantile(Float64Array.from(values).sort(), q)
}

function interpolatedQuantile(sorted: Float64Array, q: number): number {
  const place = q * (sorted.length - 1)
  const below = Math.floor(place)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below] + (place - below) * (sorted[above] - sorted[below])
}

function weightedQuantile(values: ArrayLike<number>, q: number, weights: ArrayLike<number>): number {
  const order = Int32Array.from({ length: values.length }, (_, i) => i)
    .filter((i) => weights[i] > 0)
    .sort((a, b) => values[a] - values[b])
  const total = order.reduce((sum, i) => sum + weights[i], 0)
  let sum = 0
  for (let place = 0; place < order.length; place++) {
    sum += weights[order[place]]
    // Sums of weights are met up to their rounding.
    if (Math.abs(sum - q * total) <= 1e-12 * total && place + 1 < order.length && q > 0) {
      return (values[order[place]] + values[order[place + 1]]) / 2
    }
    if (sum > q * total) return values[order[place]]
  }
  return values[order[order.length - 1]]
}
