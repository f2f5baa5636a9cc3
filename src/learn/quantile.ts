/**
 * The quantile q of numbers. Without weights it is interpolated between the two nearest values, as numpy does by
 * default; with weights it is the least value that has a fraction q of the weight at or below it, and the mean of two
 * where the fraction is met exactly between them. The median is the same either way. O(n) on average.
 *
 * @param values finite numbers, shape `(n,)`, at least one; left as they are
 * @param q from 0 to 1
 * @param weights 0 or more each, shape `(n,)`, not all 0
 * Source: Hyndman & Fan (1996), The American Statistician 50(4), definitions 7 and 2.
 */
export function quantile(values: ArrayLike<number>, q: number, weights?: ArrayLike<number>): number {
  const copy = Float64Array.from(values)
  if (!weights) return quantileInPlace(copy, q)
  let seen = 0
  const kept = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) {
    if (!(weights[i] > 0)) continue
    copy[seen] = values[i]
    kept[seen++] = weights[i]
  }
  return weightedQuantileInPlace(copy.subarray(0, seen), q, kept.subarray(0, seen))
}

/** The same without weights; puts the values into another order. */
export function quantileInPlace(values: Float64Array, q: number): number {
  const place = q * (values.length - 1)
  const below = Math.floor(place)
  const value = select(values, below)
  if (place === below) return value
  return value + (place - below) * (leastOf(values, below + 1, values.length) - value)
}

/** The same with weights above 0; puts the values and weights into another order. Blum et al. (1973), by weight. */
export function weightedQuantileInPlace(values: Float64Array, q: number, weights: Float64Array): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const wanted = q * total
  // Sums of weights are met up to their rounding.
  const rounding = 1e-12 * total
  let from = 0
  let to = values.length - 1
  let before = 0
  while (from < to) {
    const end = partition(values, from, to, weights)
    let upTo = before
    for (let e = from; e <= end; e++) upTo += weights[e]
    if (upTo > wanted + rounding) to = end
    else if (upTo < wanted - rounding) {
      before = upTo
      from = end + 1
    } else return (mostOf(values, from, end + 1) + leastOf(values, end + 1, values.length)) / 2
  }
  const isMet = q > 0 && Math.abs(before + weights[from] - wanted) <= rounding && from + 1 < values.length
  return isMet ? (values[from] + leastOf(values, from + 1, values.length)) / 2 : values[from]
}

/** The value that would be at `place` if they were sorted: it is put there, with no larger one before it, no smaller one behind. */
function select(values: Float64Array, place: number): number {
  let from = 0
  let to = values.length - 1
  while (from < to) {
    const end = partition(values, from, to)
    if (place <= end) to = end
    else from = end + 1
  }
  return values[place]
}

/**
 * Puts the values from `from` to `to` that are at most some number first, those that are at least that number behind
 * them, and weights with them.
 * @returns the place of the last of the first, less than `to`. Hoare (1961), Communications of the ACM 4(7).
 */
function partition(values: Float64Array, from: number, to: number, weights?: Float64Array): number {
  const pivot = middleOf(values[from], values[(from + to) >> 1], values[to])
  let low = from - 1
  let high = to + 1
  for (;;) {
    do low++
    while (values[low] < pivot)
    do high--
    while (values[high] > pivot)
    // Of the three that the pivot is the middle one of, one before `to` is as large: this ends before `to`.
    if (low >= high) return high
    swap(values, low, high)
    if (weights) swap(weights, low, high)
  }
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}

function swap(values: Float64Array, a: number, b: number): void {
  const value = values[a]
  values[a] = values[b]
  values[b] = value
}

function leastOf(values: Float64Array, from: number, to: number): number {
  let least = values[from]
  for (let e = from + 1; e < to; e++) if (values[e] < least) least = values[e]
  return least
}

function mostOf(values: Float64Array, from: number, to: number): number {
  let most = values[from]
  for (let e = from + 1; e < to; e++) if (values[e] > most) most = values[e]
  return most
}
