/**
 * A word as two whole numbers of 32 bits. Of a word of up to eight bytes these are its bytes, so that equal keys mean
 * equal words. Of a longer one they are 63 bits of a hash: that any two of a million long words share a key has a
 * chance of 1 in 18 million, that a word never seen is taken for one of 100,000 known ones a chance of 1e-14.
 */
export interface WordKey {
  readonly low: number
  readonly high: number
}

/** The key of the word `bytes[start … end)`. */
export function keyOf(bytes: Uint8Array, start: number, end: number): WordKey {
  const size = end - start
  if (size <= 8) {
    return { low: fourBytes(bytes, start, Math.min(start + 4, end)), high: fourBytes(bytes, start + 4, end) }
  }
  let low = hashLow(0, size)
  let high = hashHigh(0, size)
  for (let i = start; i < end - 4; i += 4) {
    const four = fourBytes(bytes, i, i + 4)
    low = hashLow(low, four)
    high = hashHigh(high, four)
  }
  const last = fourBytes(bytes, end - 4, end)
  return { low: hashLow(low, last), high: hashHigh(high, last) | longWord }
}

/** Set in the high number of the key of every long word. */
export const longWord = 0x80000000

/** One step of the low number of a long word's key: first its size goes in, then each four bytes, then its last four. */
export function hashLow(hash: number, four: number): number {
  const h = Math.imul(hash ^ four, 0x9e3779b1)
  return Math.imul(h ^ (h >>> 15), 0x85ebca77)
}

/** The same for the high number. */
export function hashHigh(hash: number, four: number): number {
  const h = Math.imul((hash + four) ^ 0x5bd1e995, 0xc2b2ae3d)
  return Math.imul(h ^ (h >>> 13), 0x27d4eb2f)
}

/** Up to four bytes as a number, the first one lowest. */
function fourBytes(bytes: Uint8Array, start: number, end: number): number {
  let all = 0
  for (let i = end - 1; i >= start; i--) all = (all << 8) | bytes[i]!
  return all
}
