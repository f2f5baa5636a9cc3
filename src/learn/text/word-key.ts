/**
 * A word as two whole numbers of 32 bits. The low one is the word's first four bytes, the high one the next four, so
 * that equal keys mean equal words of up to eight bytes. A longer word has its last four bytes and its size mixed in
 * the high number, which is negative then: equal keys with a negative high number leave the bytes to be compared.
 */
export interface WordKey {
  readonly low: number
  readonly high: number
}

/** The key of the word `bytes[start … end)`. */
export function keyOf(bytes: Uint8Array, start: number, end: number): WordKey {
  const size = end - start
  const low = number(bytes, start, Math.min(start + 4, end))
  if (size <= 8) return { low, high: number(bytes, start + 4, end) }
  return { low, high: highOfLong(number(bytes, end - 4, end), size) }
}

/** The high number of a word of more than eight bytes, given its last four as a number. */
export function highOfLong(last: number, size: number): number {
  return (last ^ Math.imul(size, 0x9e3779b1)) | 0x80000000
}

/** Up to four bytes as a number, the first one lowest. */
function number(bytes: Uint8Array, start: number, end: number): number {
  let all = 0
  for (let i = end - 1; i >= start; i--) all = (all << 8) | bytes[i]!
  return all
}
