/**
 * A word as two whole numbers of 32 bits. Of a word of up to eight bytes these are its bytes, so that equal keys mean
 * equal words. Of a longer one they are 63 bits of a hash: that any two of a million long words share a key has a
 * chance of 1 in 18 million, that a word never seen is taken for one of 100,000 known ones a chance of 1e-14.
 */
export interface WordKey {
  readonly low: number
  readonly high: number
}

/** The key of the word in the bytes from `start` to `end`; eight bytes more must be readable. */
export function keyOf(view: DataView, start: number, end: number): WordKey {
  const size = end - start
  if (size <= 8) {
    return {
      low: view.getInt32(start, true) & lowMask[size],
      high: view.getInt32(start + 4, true) & highMask[size],
    }
  }
  let low = hashLow(0, size)
  let high = hashHigh(0, size)
  // The last four bytes may be read twice in part.
  for (let i = start; i < end - 4; i += 4) {
    const four = view.getInt32(i, true)
    low = hashLow(low, four)
    high = hashHigh(high, four)
  }
  const last = view.getInt32(end - 4, true)
  return { low: hashLow(low, last), high: hashHigh(high, last) | 0x80000000 }
}

/** For each size up to eight which bits of the first and of the second four bytes belong to the word. */
export const lowMask = Int32Array.of(0, 0xff, 0xffff, 0xffffff, -1, -1, -1, -1, -1)
export const highMask = Int32Array.of(0, 0, 0, 0, 0, 0xff, 0xffff, 0xffffff, -1)

function hashLow(hash: number, four: number): number {
  const h = Math.imul(hash ^ four, 0x9e3779b1)
  return Math.imul(h ^ (h >>> 15), 0x85ebca77)
}

function hashHigh(hash: number, four: number): number {
  const h = Math.imul((hash + four) ^ 0x5bd1e995, 0xc2b2ae3d)
  return Math.imul(h ^ (h >>> 13), 0x27d4eb2f)
}
