import { suffixFinder } from './suffixes.ts'

/**
 * The English stemmer of Snowball ("Porter2"), release 3.1.
 *
 * R1 is what follows the first non-vowel after a vowel, R2 the same within R1; a `Y` stands for a y that is a
 * consonant. Source: Porter, snowballstem.org/algorithms/english/stemmer.html.
 * @param word in lowercase.
 */
export function englishStem(word: string): string {
  const exception = exceptions.get(word)
  if (exception !== undefined) return exception
  if (word.length < 3) return word
  if (word.startsWith("'")) word = word.slice(1)
  const hasY = word.includes('y')
  if (hasY) word = word.replace(/^y/, 'Y').replace(/([aeiouy])y/g, '$1Y')
  const r1 = firstRegion(word)
  const r2 = regionAfter(word, r1)

  word = step1a(word)
  word = step1b(word, r1)
  word = step1c(word)
  word = step2(word, r1)
  word = step3(word, r1, r2)
  word = step4(word, r2)
  word = step5(word, r1, r2)
  return hasY ? word.replaceAll('Y', 'y') : word
}

const exceptions = new Map([
  ['skis', 'ski'],
  ['skies', 'sky'],
  ['idly', 'idl'],
  ['gently', 'gentl'],
  ['ugly', 'ugli'],
  ['early', 'earli'],
  ['only', 'onli'],
  ['singly', 'singl'],
  ...['andes', 'atlas', 'bias', 'cosmos', 'howe', 'news', 'sky'].map((word): [string, string] => [word, word]),
])

const longPrefix = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/
const vowelThenNot = /[aeiouy][^aeiouy]/g
const hasVowel = /[aeiouy]/
/** Ends in a short syllable: non-vowel, vowel, non-vowel other than w, x, Y; or vowel, non-vowel and nothing before; or "past". */
const short = /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|past)$/

function firstRegion(word: string): number {
  return longPrefix.exec(word)?.[0].length ?? regionAfter(word, 0)
}

function regionAfter(word: string, start: number): number {
  vowelThenNot.lastIndex = start
  return vowelThenNot.test(word) ? vowelThenNot.lastIndex : word.length
}

function step1a(word: string): string {
  if (word.includes("'")) word = word.replace(/'(?:s'?)?$/, '')
  if (!word.endsWith('s')) return word.endsWith('ied') ? shortenIe(word) : word
  if (word.endsWith('sses')) return word.slice(0, -2)
  if (word.endsWith('ies')) return shortenIe(word)
  if (word.endsWith('us') || word.endsWith('ss')) return word
  return hasVowel.test(word.slice(0, -2)) ? word.slice(0, -1) : word
}

/** tied → tie, cried → cri. */
function shortenIe(word: string): string {
  return word.slice(0, word.length > 4 ? -2 : -1)
}

function step1b(word: string, r1: number): string {
  const suffix = step1bSuffix(word)
  if (suffix === undefined) return word
  const stem = word.slice(0, -suffix.length)
  if (suffix.startsWith('eed')) {
    return stem.length >= r1 && !/^(?:succ|proc|exc)$/.test(stem) ? `${stem}ee` : word
  }
  if (suffix === 'ing') {
    if (/^[^aeiouy]y$/.test(stem)) return `${stem.slice(0, -1)}ie`
    if (/^(?:even|cann|inn|earr|herr|out)$/.test(stem)) return word
  }
  if (!hasVowel.test(stem)) return word
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`
  if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(stem)) return /^[aeo]..$/.test(stem) ? stem : stem.slice(0, -1)
  return stem.length === r1 && short.test(stem) ? `${stem}e` : stem
}

const step1bSuffix = suffixFinder(['eedly', 'ingly', 'edly', 'eed', 'ing', 'ed'])

function step1c(word: string): string {
  return /.[^aeiouy][yY]$/u.test(word) ? `${word.slice(0, -1)}i` : word
}

function step2(word: string, r1: number): string {
  const suffix = step2Suffix(word)
  if (suffix === undefined) return word
  const stem = word.slice(0, -suffix.length)
  if (stem.length < r1) return word
  if (suffix === 'li') return /[cdeghkmnrt]$/.test(stem) ? stem : word
  if (suffix === 'ogi' && !stem.endsWith('l')) return word
  return stem + step2Replacements.get(suffix)
}

const step2Replacements = new Map([
  ['ization', 'ize'],
  ['ational', 'ate'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['tional', 'tion'],
  ['biliti', 'ble'],
  ['lessli', 'less'],
  ['entli', 'ent'],
  ['ation', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['ousli', 'ous'],
  ['iviti', 'ive'],
  ['fulli', 'ful'],
  ['ogist', 'og'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['abli', 'able'],
  ['izer', 'ize'],
  ['ator', 'ate'],
  ['alli', 'al'],
  ['bli', 'ble'],
  ['ogi', 'og'],
  ['li', ''],
])
const step2Suffix = suffixFinder(step2Replacements.keys())

function step3(word: string, r1: number, r2: number): string {
  const suffix = step3Suffix(word)
  if (suffix === undefined) return word
  const stem = word.slice(0, -suffix.length)
  return stem.length >= (suffix === 'ative' ? r2 : r1) ? stem + step3Replacements.get(suffix) : word
}

const step3Replacements = new Map([
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['alize', 'al'],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ative', ''],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
])
const step3Suffix = suffixFinder(step3Replacements.keys())

function step4(word: string, r2: number): string {
  const suffix = step4Suffix(word)
  if (suffix === undefined) return word
  const stem = word.slice(0, -suffix.length)
  return stem.length < r2 || (suffix === 'ion' && !/[st]$/.test(stem)) ? word : stem
}

const step4Suffix = suffixFinder(
  'ement ment ance ence able ible ant ent ism ate iti ous ive ize ion al er ic'.split(' '),
)

function step5(word: string, r1: number, r2: number): string {
  const stem = word.slice(0, -1)
  if (word.endsWith('e')) return stem.length >= r2 || (stem.length >= r1 && !short.test(stem)) ? stem : word
  return word.endsWith('ll') && stem.length >= r2 ? stem : word
}
