/**
 * The logistic function and the softmax, each once. e is only ever raised to a power of 0 or less, for exp(710)
 * overflows. (Boosting has its own `sigmoid`, made of what a processor does to two numbers at once.)
 */

/** 1 / (1 + e^−z). */
export function sigmoid(z: number): number {
  const e = Math.exp(-Math.abs(z))
  return (z > 0 ? 1 : e) / (1 + e)
}

/** log(1 + e^z): the loss of a margin −z. */
export function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))
}

/** e^z / Σ e^z of `count` numbers of `z` from `start` on, to the same places of `out`, which may be `z` itself. */
export function softmax(z: Float64Array, start: number, count: number, out: Float64Array = z): void {
  const end = start + count
  const largest = maximum(z, start, count)
  let sum = 0
  // Equal to the largest is 1 also where both are −∞, as the likelihoods of counts of 1e308 are.
  for (let k = start; k < end; k++) sum += out[k] = z[k] === largest ? 1 : Math.exp(z[k] - largest)
  for (let k = start; k < end; k++) out[k] /= sum
}

/** log Σ e^z of `count` numbers from `start` on. */
export function logSumExp(z: Float64Array, start: number, count: number): number {
  const largest = maximum(z, start, count)
  let sum = 0
  for (let k = start; k < start + count; k++) sum += Math.exp(z[k] - largest)
  return Math.log(sum) + largest
}

function maximum(z: Float64Array, start: number, count: number): number {
  let largest = z[start]
  for (let k = start + 1; k < start + count; k++) if (z[k] > largest) largest = z[k]
  return largest
}
