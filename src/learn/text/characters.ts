/**
 * Which characters make up words, are blank, or combine, as Python's `re`, `str.isspace` and `unicodedata` have it.
 * Node knows a newer Unicode than a given Python: characters added in between differ.
 */

/** Two or more word characters: `\b\w\w+\b` in Python, whose `\w` is letters, numbers of any kind and `_`, but no marks. */
export const defaultToken = /[\p{L}\p{N}_]{2,}/gu

const wordCharacter = /^[\p{L}\p{N}_]$/u

/** For each unit up to U+FFFF whether it is a word character: 1 yes, 2 no, 0 not asked yet. */
const wordUnits = new Uint8Array(1 << 16)
for (let unit = 0; unit < 128; unit++) wordUnits[unit] = wordCharacter.test(String.fromCharCode(unit)) ? 1 : 2

/** Whether the character at `i`, whose first unit is given, is part of a word. Text must be well formed. */
export function isWordAt(text: string, i: number, unit: number): boolean {
  const known = wordUnits[unit]!
  return known === 0 ? lookUp(text, i, unit) : known === 1
}

function lookUp(text: string, i: number, unit: number): boolean {
  const answer = wordCharacter.test(String.fromCodePoint(text.codePointAt(i)!))
  if (!isHighSurrogate(unit)) wordUnits[unit] = answer ? 1 : 2
  return answer
}

export function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800
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
