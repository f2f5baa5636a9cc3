/** What an ASCII character is, as bits above those of its code in lower case. */
export const smallCodeMask = 127
export const isBlank = 1 << 7
/** Python's `string.punctuation`: neither letter, digit, blank nor control character. */
export const isPunctuation = 1 << 8
export const isCapital = 1 << 9
export const isSmall = 1 << 10
export const isApostrophe = 1 << 11
export const isBeyondAscii = 1 << 12

/** The traits of each ASCII character, by code. */
export const traits = Uint16Array.from({ length: 128 }, (_, code) => {
  if (code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31)) return code | isBlank
  if (code < 32 || code === 127) return code
  if (code >= 65 && code <= 90) return (code + 32) | isCapital
  if (code >= 97 && code <= 122) return code | isSmall
  if (code >= 48 && code <= 57) return code
  return code === 39 ? code | isPunctuation | isApostrophe : code | isPunctuation
})

/** Where Python's `str.split()` splits beyond ASCII. Not at U+180E, U+200B or U+FEFF. */
export function isWideBlank(code: number): boolean {
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  )
}

/** Characters as Python counts them, in `text[start … end)`: a surrogate pair is one. */
export function countCodePoints(text: string, start: number, end: number): number {
  let count = 0
  for (let at = start; at < end; at++) {
    if (text.codePointAt(at)! > 0xffff) at++
    count++
  }
  return count
}
