const zero = 0x30
const minus = 0x2d
const fullStop = 0x2e

/** Exact as doubles, as 10^22 is the last power of ten that is. */
const powersOfTen = Float64Array.from({ length: 16 }, (_, power) => 10 ** power)

/**
 * A number written plainly in ASCII, `-532.57`, without making a string of it; NaN where it is written otherwise, and
 * then `Number` has to look.
 *
 * Up to 15 digits the digits are a whole number that is exact as a double, and so is the power of ten; the one division
 * rounds correctly, so the result is `Number`'s to the last bit (Clinger 1990, "How to read floating point numbers
 * accurately").
 *
 * @param point the byte before the decimals
 */
export function numberAt(bytes: Uint8Array, start: number, end: number, point = fullStop): number {
  const isNegative = bytes[start] === minus
  let at = isNegative ? start + 1 : start
  let digits = 0
  let mantissa = 0
  let decimals = -1
  for (; at < end; at++) {
    const byte = bytes[at]!
    if (byte >= zero && byte <= zero + 9) {
      mantissa = mantissa * 10 + (byte - zero)
      digits++
      if (decimals >= 0) decimals++
    } else if (byte === point && decimals < 0) decimals = 0
    else return Number.NaN
  }
  if (digits === 0 || digits > 15) return Number.NaN
  const value = decimals > 0 ? mantissa / powersOfTen[decimals]! : mantissa
  return isNegative ? -value : value
}
