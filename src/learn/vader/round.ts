/**
 * Rounds to a number of decimal places as Python's `round` does: to the nearest, judged on the exact binary value, and
 * to the even neighbour where it lies exactly between two. Keeps the sign of zero. For |x| up to about 1e9.
 *
 * `Math.round(x * scale) / scale` errs where the product rounds up to a half (1.0005 is a little less than it looks),
 * and `toFixed` takes the larger neighbour of an exact half (0.0625 is one).
 */
export function roundHalfEven(x: number, places: number): number {
  const scale = 10 ** places
  const scaled = Math.abs(x) * scale
  const below = Math.floor(scaled)
  const rest = scaled - below
  // The product is off by 1e-7 at most for such numbers: only near a half can that matter.
  const rounded = Math.abs(rest - 0.5) > 1e-6 ? (rest > 0.5 ? below + 1 : below) / scale : nearHalf(x, below, scale)
  return x < 0 || Object.is(x, -0) ? -rounded : rounded
}

function nearHalf(x: number, below: number, scale: number): number {
  const places = Math.round(Math.log10(scale))
  // An exact half of a decimal place has 5^places in its denominator's way: x · 2^(places + 1) is then a whole number.
  const isTie = Number.isInteger(x * 2 ** (places + 1))
  if (isTie) return (below % 2 === 0 ? below : below + 1) / scale
  return Number(Math.abs(x).toFixed(places))
}
