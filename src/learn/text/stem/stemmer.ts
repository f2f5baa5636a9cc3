import type { Stem } from '../options.ts'
import { englishStem } from './english.ts'
import { frenchStem } from './french.ts'
import { porterStem } from './porter.ts'

/** The function that reduces a lowercase word to its stem. Callers remember the stems of words they meet again. */
export function stemmer(name: Stem): (word: string) => string {
  const stem = stemmers[name]
  return (word) => (surrogate.test(word) ? stemInUnits(word, stem) : stem(word))
}

const stemmers = { english: englishStem, french: frenchStem, porter: porterStem }

const surrogate = /[\ud800-\udfff]/

/** The rules count letters: each letter beyond U+FFFF takes the place of one unit of the private use area meanwhile. */
function stemInUnits(word: string, stem: (word: string) => string): string {
  const letters: string[] = []
  const units = word.replace(/[\u{10000}-\u{10ffff}]/gu, (letter) => {
    letters.push(letter)
    return String.fromCharCode(firstPrivate + letters.length - 1)
  })
  if (letters.length > privateUnits) return word
  return stem(units).replace(/[\ue000-\uf8ff]/g, (unit) => letters[unit.charCodeAt(0) - firstPrivate] ?? unit)
}

const firstPrivate = 0xe000
const privateUnits = 0x1900
