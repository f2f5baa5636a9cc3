/**
 * Which characters make up words, are blank, or combine, as Python's `re`, `str.isspace` and `unicodedata` have it.
 * Node knows a newer Unicode than a given Python: characters added in between differ.
 */

/** Two or more word characters: `\b\w\w+\b` in Python, whose `\w` is letters, numbers of any kind and `_`, but no marks. */
export const defaultToken = /[\p{L}\p{N}_]{2,}/gu

const wordCharacter = /^[\p{L}\p{N}_]$/u

/** For each code point below U+10000 whether it is a word character: 1 yes, 2 no, 0 not known yet. */
const answers = new Uint8Array(1 << 16)

/** Whether a code point is part of words. */
export function isWord(code: number): boolean {
  const known = answers[code]
  return known === 1 || (known !== 2 && ask(code))
}

function ask(code: number): boolean {
  const answer = wordCharacter.test(String.fromCodePoint(code))
  if (code < answers.length) answers[code] = answer ? 1 : 2
  return answer
}

export const notAscii = /[^\0-\x7f]/

const blank = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'

/** A run of two or more blanks. Unlike JavaScript's `\s`, Python's has U+001C–U+001F and U+0085, but not U+FEFF. */
export const blankRuns = new RegExp(`[${blank}]{2,}`, 'g')

/** A stretch without blanks. */
export const unblankRuns = new RegExp(`[^${blank}]+`, 'g')

/** Whether a code point is one of those blanks. */
export function isBlank(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x1f)
  return code <= 0x3000 && blanks.has(code)
}

const blanks = new Set([0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000])
for (let code = 0x2000; code <= 0x200a; code++) blanks.add(code)

const combining = new Map<string, boolean>()

/**
 * Whether a mark, as NFKD leaves it, has a canonical combining class other than 0. JavaScript does not expose the class,
 * but normalising sorts neighbouring marks by it: a mark that has a class changes places with one of class 1 (U+0334)
 * behind it, or with one of class 240 (U+0345), the highest there is, before it; a mark of class 0 stays.
 */
export function combines(mark: string): boolean {
  let answer = combining.get(mark)
  if (answer === undefined) {
    const behind = `${mark}\u0334`
    const before = `\u0345${mark}`
    answer = behind.normalize('NFD') !== behind || before.normalize('NFD') !== before
    combining.set(mark, answer)
  }
  return answer
}
