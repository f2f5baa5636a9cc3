/**
 * 1 / (1 + e^−z) to a few 1e-16 of itself, with nothing but what a processor does to two numbers at once:
 *
 *   −z = k ln 2 + r    e^−z = 2^k · e^r    |r| ≤ ½ ln 2, so that twelve terms of e^r are enough
 *
 * `boost-gradients-wasm.ts` goes the same steps.
 */
export function sigmoid(z: number): number {
  const x = Math.max(Math.min(-z, largest), -largest)
  const k = x * perTurn + roundest - roundest
  const r = x - k * turnHigh - k * turnLow
  let exp = terms[0]
  exp = exp * r + terms[1]
  exp = exp * r + terms[2]
  exp = exp * r + terms[3]
  exp = exp * r + terms[4]
  exp = exp * r + terms[5]
  exp = exp * r + terms[6]
  exp = exp * r + terms[7]
  exp = exp * r + terms[8]
  exp = exp * r + terms[9]
  exp = exp * r + terms[10]
  exp = exp * r + terms[11]
  exp = exp * r + terms[12]
  return 1 / (1 + exp * powers[k + 1023]!)
}

/** Farther from 0 the answer is 0 or 1 to any digit. */
export const largest = 700
export const perTurn = 1 / Math.LN2
/** ln 2 in two parts, the first with so few bits that whole multiples of it are exact. */
export const turnHigh = Math.fround(Math.LN2)
export const turnLow = Math.LN2 - turnHigh
/** Added and taken away, it rounds to a whole number. */
export const roundest = 1.5 * 2 ** 52
/** 1/12!, 1/11!, …, 1/0! */
export const terms = [
  1 / 479001600,
  1 / 39916800,
  1 / 3628800,
  1 / 362880,
  1 / 40320,
  1 / 5040,
  1 / 720,
  1 / 120,
  1 / 24,
  1 / 6,
  1 / 2,
  1,
  1,
] as const

const powers = Float64Array.from({ length: 2047 }, (_, k) => 2 ** (k - 1023))
