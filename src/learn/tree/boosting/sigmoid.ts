/**
 * 1 / (1 + e^−z) to a few 1e-16 of itself, with nothing but what a processor does to two numbers at once:
 *
 *   −z = k ln 2 + r    e^−z = 2^k · e^r    |r| ≤ ½ ln 2, so that twelve terms of e^r are enough
 *
 * `kernels/wasm-gradients.ts` takes the same steps.
 */
export function sigmoid(z: number): number {
  const x = Math.max(Math.min(-z, largest), -largest)
  const k = x * perTurn + roundest - roundest
  const r = x - k * turnHigh - k * turnLow
  const r2 = r * r
  const r4 = r2 * r2
  // Not one term after the other: a processor does several of these sums at once.
  const low = terms[0] + terms[1] * r + (terms[2] + terms[3] * r) * r2
  const middle = terms[4] + terms[5] * r + (terms[6] + terms[7] * r) * r2
  const high = terms[8] + terms[9] * r + (terms[10] + terms[11] * r) * r2
  const exp = low + middle * r4 + (high + terms[12] * r4) * (r4 * r4)
  return 1 / (1 + exp * powers[k + 1023])
}

/** Farther from 0 the answer is 0 or 1 to any digit. */
export const largest = 700
export const perTurn = 1 / Math.LN2
/** ln 2 in two parts, the first with so few bits that whole multiples of it are exact. */
export const turnHigh = Math.fround(Math.LN2)
export const turnLow = Math.LN2 - turnHigh
/** Added and taken away, it rounds to a whole number. */
export const roundest = 1.5 * 2 ** 52
/** 1/0!, 1/1!, …, 1/12! */
export const terms = [
  1,
  1,
  1 / 2,
  1 / 6,
  1 / 24,
  1 / 120,
  1 / 720,
  1 / 5040,
  1 / 40320,
  1 / 362880,
  1 / 3628800,
  1 / 39916800,
  1 / 479001600,
] as const

const powers = Float64Array.from({ length: 2047 }, (_, k) => 2 ** (k - 1023))
