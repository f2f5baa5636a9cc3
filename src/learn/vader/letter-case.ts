/**
 * Python's `str.isupper`: at least one capital, and no small or title-case letter. Letters as of Unicode 14, which
 * Python 3.11 has; the ranges taken off below got their case, or changed it, in Unicode 15 to 17.
 */
export function isUpper(word: string): boolean {
  return capital.test(word) && !smallOrTitle.test(word)
}

const capital =
  /[\p{Uppercase}--[\u{1C89}\u{A7CB}\u{A7CC}\u{A7CE}\u{A7D2}\u{A7D4}\u{A7DA}\u{A7DC}\u{10D50}-\u{10D65}\u{16EA0}-\u{16EB8}]]/v

const smallOrTitle =
  /[[\p{Lowercase}\p{Lt}\u{295}]--[\u{10FC}\u{1C8A}\u{A7CD}\u{A7CF}\u{A7DB}\u{A7F1}-\u{A7F4}\u{AB69}\u{10D70}-\u{10D85}\u{16EBB}-\u{16ED3}\u{1DF25}-\u{1DF2A}\u{1E030}-\u{1E06D}]]/v
