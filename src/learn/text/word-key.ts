/**
 * A word as two numbers of 30 bits, made letter by letter: six bits for each of the last ten letters. An ASCII word of
 * up to ten letters is its key, so that equal keys mean equal words; of any other word the key is flagged, and equal
 * keys have to be followed by a comparison of the bytes.
 */
export const keyMask = 0x3fffffff

/** Set in the high number of a key that does not say everything. */
export const partialKey = 0x40000000

/** For each byte its six bits: 1 to 63 for an ASCII word character, 64 for a byte beyond ASCII, 0 for any other. */
export const letterCodes = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return 64
  return 'abcdefghijklmnopqrstuvwxyz0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(String.fromCharCode(byte)) + 1
})

/** The next high number, given the key so far. */
export function nextHigh(high: number, low: number): number {
  return ((high << 6) | (low >>> 24)) & keyMask
}

/** The next low number, given that so far and a letter's six bits. */
export function nextLow(low: number, code: number): number {
  return ((low << 6) | code) & keyMask
}

export interface WordKey {
  readonly low: number
  readonly high: number
}

/** The key of the word `bytes[start … end)`, whatever characters it is made of. */
export function keyOf(bytes: Uint8Array, start: number, end: number): WordKey {
  let low = 0
  let high = 0
  let partial = end - start > 10
  for (let i = start; i < end; i++) {
    const code = letterCodes[bytes[i]!]!
    const letter = code > 0 && code < 64
    if (!letter) partial = true
    high = nextHigh(high, low)
    low = nextLow(low, letter ? code : bytes[i]! & 63)
  }
  return { low, high: partial ? high | partialKey : high }
}
