/**
 * The words that pandas takes for a missing value when it reads a CSV file, and `NaT`, its own word for a missing date.
 * They are compared without their case and without the blanks around them.
 */
const gapWords = new Set([
  ...['', '#n/a', '#n/a n/a', '#na', '-1.#ind', '-1.#qnan', '-nan', '1.#ind', '1.#qnan'],
  ...['<na>', 'n/a', 'na', 'null', 'nan', 'none', 'nat'],
])
const longestGapWord = 8

/** Whether a cell of numbers, dates or truth values is a gap: empty, or a word for one. */
export function isGap(text: string): boolean {
  if (text.length <= longestGapWord && gapWords.has(text.toLowerCase())) return true
  const word = text.trim()
  return word.length < text.length && word.length <= longestGapWord && gapWords.has(word.toLowerCase())
}

/** Words that people write for a missing value in files of all kinds, beyond those of pandas. */
const usualWords = new Set([
  ...['?', '-', '--', '---', '–', '—', '.', '..', '*', '/', 'n.a.', 'n.a', 'n/d', 'nd', 'k.a.', 'nil'],
  ...['missing', 'unknown', 'undefined', 'not available', 'not known', 'no data', 'empty', '(blank)', '(null)', '\\n'],
  ...['inf', '+inf', '-inf', 'infinity', '+infinity', '-infinity', '∞', '-∞'],
  ...['#div/0!', '#value!', '#ref!', '#name?', '#num!', '#null!', '#error!', '#nv', '#wert!', '#bezug!', '#zahl!'],
])

/** Whether a word in a column of numbers is known to stand for a missing one, though not by itself: `missing` names it. */
export function isUsualGap(text: string): boolean {
  return usualWords.has(text.trim().toLowerCase())
}

/** Labels that are none: what programs write where there is no value. A label may well be called `none` or `NA`. */
export function isLabelGap(text: string): boolean {
  return /^\s*(nan|-nan|<na>|#n\/a|nat|null)?\s*$/i.test(text)
}
