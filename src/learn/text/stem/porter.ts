/**
 * Porter's first stemmer, with the extensions that NLTK's `PorterStemmer` has by default: a table of irregular
 * forms, words of one or two letters left alone, and the rules marked below.
 *
 * m, the measure of a word, is how often a vowel is followed by a consonant.
 * Source: Porter (1980), Program 14(3); the extensions are described in NLTK's nltk.stem.porter (Apache 2.0).
 */
export function porterStem(word: string): string {
  const short = word.length <= 2
  word = word.toLowerCase()
  const irregular = irregulars.get(word)
  if (irregular !== undefined) return irregular
  if (short) return word
  return step5b(step5a(step4(step3(step2(step1c(step1b(step1a(word))))))))
}

const irregulars = new Map([
  ['skies', 'sky'],
  ['dying', 'die'],
  ['lying', 'lie'],
  ['tying', 'tie'],
  ['innings', 'inning'],
  ['outings', 'outing'],
  ['cannings', 'canning'],
  ...'sky news inning outing canning howe proceed exceed succeed'.split(' ').map((w): [string, string] => [w, w]),
])

/** Each letter as `v` or `c`. A y is a vowel after a consonant, and a consonant first or after a vowel. */
function shape(word: string): string {
  let letters = ''
  let vowel = false
  for (let i = 0; i < word.length; i++) {
    const letter = word[i]
    vowel = letter === 'y' ? i > 0 && !vowel : 'aeiou'.includes(letter)
    letters += vowel ? 'v' : 'c'
  }
  return letters
}

function measure(word: string): number {
  let m = 0
  const letters = shape(word)
  for (let i = letters.indexOf('vc'); i >= 0; i = letters.indexOf('vc', i + 2)) m++
  return m
}

/** *o: ends consonant, vowel, consonant other than w, x, y; NLTK adds words of just vowel and consonant. */
function endsShort(word: string): boolean {
  const letters = shape(word)
  return letters === 'vc' || (letters.endsWith('cvc') && !/[wxy]$/.test(word))
}

function step1a(word: string): string {
  if (!word.endsWith('s')) return word
  // NLTK: dies → die, though flies → fli.
  if (word.endsWith('ies')) return word.slice(0, word.length === 4 ? -1 : -2)
  if (word.endsWith('sses')) return word.slice(0, -2)
  return word.endsWith('ss') ? word : word.slice(0, -1)
}

function step1b(word: string): string {
  // NLTK: died → die, though spied → spi.
  if (word.endsWith('ied')) return word.slice(0, word.length === 4 ? -1 : -2)
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word
  const suffix = word.endsWith('ed') ? 'ed' : word.endsWith('ing') ? 'ing' : undefined
  if (suffix === undefined) return word
  const stem = word.slice(0, -suffix.length)
  const letters = shape(stem)
  if (!letters.includes('v')) return word
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`
  if (/(.)\1$/su.test(stem) && letters.endsWith('c')) return /[lsz]$/.test(stem) ? stem : stem.slice(0, -1)
  return measure(stem) === 1 && endsShort(stem) ? `${stem}e` : stem
}

/** NLTK: any word of three letters or more whose y follows a consonant. */
function step1c(word: string): string {
  return word.endsWith('y') && word.length > 2 && shape(word).at(-2) === 'c' ? `${word.slice(0, -1)}i` : word
}

function step2(word: string): string {
  // NLTK: alli → al comes first, and its result goes through the step again.
  if (word.endsWith('alli') && measure(word.slice(0, -4)) > 0) return step2(word.slice(0, -2))
  for (const [suffix, replacement] of step2Rules) {
    if (!word.endsWith(suffix)) continue
    const stem = word.slice(0, -suffix.length)
    // NLTK: the l of logi counts as part of the stem, so that geology and archaeology go the same way.
    return measure(suffix === 'logi' ? `${stem}l` : stem) > 0 ? stem + replacement : word
  }
  return word
}

const step2Rules: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['bli', 'ble'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
  ['fulli', 'ful'],
  ['logi', 'log'],
]

function step3(word: string): string {
  for (const [suffix, replacement] of step3Rules) {
    if (!word.endsWith(suffix)) continue
    const stem = word.slice(0, -suffix.length)
    return measure(stem) > 0 ? stem + replacement : word
  }
  return word
}

const step3Rules: readonly (readonly [string, string])[] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
]

function step4(word: string): string {
  const suffix = step4Suffixes.find((suffix) => word.endsWith(suffix))
  if (suffix === undefined) return word
  const stem = word.slice(0, -suffix.length)
  return measure(stem) > 1 && (suffix !== 'ion' || /[st]$/.test(stem)) ? stem : word
}

const step4Suffixes = 'al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize'.split(' ')

function step5a(word: string): string {
  if (!word.endsWith('e')) return word
  const stem = word.slice(0, -1)
  const m = measure(stem)
  return m > 1 || (m === 1 && !endsShort(stem)) ? stem : word
}

function step5b(word: string): string {
  const stem = word.slice(0, -1)
  return word.endsWith('ll') && measure(stem) > 1 ? stem : word
}
