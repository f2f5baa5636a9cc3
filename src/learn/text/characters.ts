/**
 * Which characters make up words, are blank, or combine, as Python's `re`, `str.isspace` and `unicodedata` have it.
 * Node knows a newer Unicode than a given Python: characters added in between differ.
 */

/** Two or more word characters: `\b\w\w+\b` in Python, whose `\w` is letters, numbers of any kind and `_`, but no marks. */
export const defaultToken = /[\p{L}\p{N}_]{2,}/gu

/** A character that is part of words. */
export const wordCharacter = /^[\p{L}\p{N}_]$/u

export const notAscii = /[^\0-\x7f]/

const blank = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'

/** A run of two or more blanks. Unlike JavaScript's `\s`, Python's has U+001C–U+001F and U+0085, but not U+FEFF. */
export const blankRuns = new RegExp(`[${blank}]{2,}`, 'g')

/** A stretch without blanks. */
export const unblankRuns = new RegExp(`[^${blank}]+`, 'g')

const known = new Map<string, boolean>()

/**
 * Whether a mark has a canonical combining class other than 0. JavaScript does not tell the class, but normalising
 * sorts neighbouring marks by it: beside one of class 1 (U+0334) or of class 240 (U+0345), the highest there is, a
 * mark that has a class moves, or a mark of class 0 blocks.
 */
export function combines(mark: string): boolean {
  let answer = known.get(mark)
  if (answer === undefined) {
    const behind = `${mark}\u0334`
    const before = `\u0345${mark}`
    answer = behind.normalize('NFD') !== behind || before.normalize('NFD') !== before
    known.set(mark, answer)
  }
  return answer
}
