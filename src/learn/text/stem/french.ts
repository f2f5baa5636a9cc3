import { suffixFinder } from './suffixes.ts'

/**
 * The French stemmer of Snowball, release 3.1.
 *
 * `U`, `I`, `Y` stand for letters that are consonants where they are, `He`, `Hi` for ë, ï. RV is what follows the
 * first vowel that is not the first letter (with exceptions), R1 what follows the first non-vowel after a vowel, R2
 * the same within R1. Source: Porter, snowballstem.org/algorithms/french/stemmer.html.
 * @param word in lowercase.
 */
export function frenchStem(word: string): string {
  const marked = mark(word.replace(/^(?:[cdjlmnst]|qu)'(?=.)/su, ''))
  const rv = verbRegion(marked)
  const r1 = regionAfter(marked, 0)
  const regions = { rv, r1, r2: regionAfter(marked, r1) }
  return unmark(unaccent(undouble(withoutSuffix(marked, regions))))
}

interface Regions {
  readonly rv: number
  readonly r1: number
  readonly r2: number
}

/** What a step makes of a word, and whether it found what it was looking for. */
interface Step {
  readonly word: string
  readonly done: boolean
}

const vowels = 'aeiouyàâèéêëîïôùû'
const isVowel = (letter: string | undefined) => letter !== undefined && vowels.includes(letter)
const vowelThenNot = new RegExp(`[${vowels}][^${vowels}]`, 'gsu')
const vowelLater = new RegExp(`(?<=.)[${vowels}]`, 'su')

/** A rule that fires at a place is looked for at the same place again, since its result may fit another. */
function mark(word: string): string {
  let i = 0
  while (i < word.length) {
    const [here, next, after] = [word[i], word[i + 1], word[i + 2]]
    const at = (position: number, letters: string) => word.slice(0, position) + letters + word.slice(position + 1)
    if (isVowel(here) && next === 'u' && isVowel(after)) word = at(i + 1, 'U')
    else if (isVowel(here) && next === 'i' && isVowel(after)) word = at(i + 1, 'I')
    else if (isVowel(here) && next === 'y') word = at(i + 1, 'Y')
    else if (here === 'ë') word = at(i, 'He')
    else if (here === 'ï') word = at(i, 'Hi')
    else if (here === 'y' && isVowel(next)) word = at(i, 'Y')
    else if (here === 'q' && next === 'u') word = at(i + 1, 'U')
    else i++
  }
  return word
}

function unmark(word: string): string {
  return word.replace(/He|Hi|[HIUY]/g, (letters) => unmarked[letters as keyof typeof unmarked])
}

const unmarked = { He: 'ë', Hi: 'ï', H: '', I: 'i', U: 'u', Y: 'y' }

function verbRegion(word: string): number {
  if (isVowel(word[0]) && isVowel(word[1]) && word.length > 2) return 3
  if (/^(?:col|par|tap)/.test(word)) return 3
  if (word.startsWith('ni') && isVowel(word[2])) return 3
  const later = vowelLater.exec(word)
  return later ? later.index + 1 : word.length
}

function regionAfter(word: string, start: number): number {
  vowelThenNot.lastIndex = start
  return vowelThenNot.test(word) ? vowelThenNot.lastIndex : word.length
}

function withoutSuffix(word: string, regions: Regions): string {
  let step = standardSuffix(word, regions)
  if (!step.done) step = iVerbSuffix(step.word, regions)
  if (!step.done) step = verbSuffix(step.word, regions)
  if (!step.done) return residualSuffix(step.word, regions)
  return step.word.replace(/Y$/, 'i').replace(/ç$/, 'c')
}

function standardSuffix(word: string, { rv, r1, r2 }: Regions): Step {
  const [stem, suffix] = cut(word, standardEnding)
  const no = { word, done: false }
  const yes = (word: string): Step => ({ word, done: true })
  const inR2 = stem.length >= r2
  const inR1 = stem.length >= r1
  const inRV = stem.length >= rv
  // A suffix that stays unless it is in R2.
  const deleted = (rest: string, last: string, otherwise = rest) =>
    rest.endsWith(last) ? (rest.length - last.length >= r2 ? rest.slice(0, -last.length) : otherwise) : rest

  switch (suffix && standardRule.get(suffix)) {
    case 'delete':
      return inR2 ? yes(stem) : no
    case 'ation':
      return inR2 ? yes(deleted(stem, 'ic', stem.replace(/ic$/, 'iqU'))) : no
    case 'logie':
      return inR2 ? yes(`${stem}log`) : no
    case 'ution':
      return inR2 ? yes(`${stem}u`) : no
    case 'ence':
      return inR2 ? yes(`${stem}ent`) : no
    case 'ement':
      return inRV ? yes(afterEment(stem, { rv, r1, r2 }, deleted)) : no
    case 'ité':
      if (!inR2) return no
      if (stem.endsWith('abil')) return yes(deleted(stem, 'abil', `${stem.slice(0, -4)}abl`))
      if (stem.endsWith('ic')) return yes(deleted(stem, 'ic', `${stem.slice(0, -2)}iqU`))
      return yes(deleted(stem, 'iv'))
    case 'if': {
      if (!inR2) return no
      const rest = deleted(stem, 'at')
      return yes(rest === stem ? stem : deleted(rest, 'ic', rest.replace(/ic$/, 'iqU')))
    }
    case 'eaux':
      return yes(`${stem}eau`)
    case 'aux':
      return inR1 ? yes(`${stem}al`) : no
    case 'oux':
      return /[bhjlnp]$/.test(stem) ? yes(`${stem}ou`) : no
    case 'euse':
      return inR2 ? yes(stem) : inR1 ? yes(`${stem}eux`) : no
    case 'issement':
      return inR1 && stem !== '' && !isVowel(stem.at(-1)) ? yes(stem) : no
    // The last three go on to the verb suffixes.
    case 'amment':
      return inRV ? { word: `${stem}ant`, done: false } : no
    case 'emment':
      return inRV ? { word: `${stem}ent`, done: false } : no
    case 'ment':
      return isVowel(stem.at(-1)) && stem.length - 1 >= rv ? { word: stem, done: false } : no
    default:
      return no
  }
}

function afterEment(
  stem: string,
  { rv, r1, r2 }: Regions,
  deleted: (rest: string, last: string, otherwise?: string) => string,
): string {
  const [rest, last] = cut(stem, beforeEment)
  switch (last) {
    case 'iv': {
      const without = deleted(stem, 'iv')
      return without === stem ? stem : deleted(without, 'at')
    }
    case 'eus':
      return rest.length >= r2 ? rest : rest.length >= r1 ? `${rest}eux` : stem
    case 'abl':
    case 'iqU':
      return rest.length >= r2 ? rest : stem
    case 'ièr':
    case 'Ièr':
      return rest.length >= rv ? `${rest}i` : stem
    default:
      return stem
  }
}

const beforeEment = suffixFinder(['iqU', 'abl', 'Ièr', 'ièr', 'eus', 'iv'])

const standardRules = {
  delete: 'iqUe iqUes ance ances able ables isme ismes iste istes eux',
  ation: 'atrice atrices ation ations ateur ateurs',
  logie: 'logie logies',
  ution: 'usion usions ution utions',
  ence: 'ence ences',
  ement: 'ement ements',
  ité: 'ité ités',
  if: 'if ifs ive ives',
  eaux: 'eaux',
  aux: 'aux',
  oux: 'oux',
  euse: 'euse euses',
  issement: 'issement issements',
  amment: 'amment',
  emment: 'emment',
  ment: 'ment ments',
} as const

const standardRule = new Map(
  Object.entries(standardRules).flatMap(([rule, suffixes]) =>
    suffixes
      .split(' ')
      .map((suffix): [string, keyof typeof standardRules] => [suffix, rule as keyof typeof standardRules]),
  ),
)
const standardEnding = suffixFinder(standardRule.keys())

function iVerbSuffix(word: string, { rv }: Regions): Step {
  const [stem, suffix] = cut(word, iVerbEnding, rv)
  const before = stem.at(-1)
  const fits = suffix !== undefined && stem.length > rv && before !== 'H' && !isVowel(before)
  return fits ? { word: stem, done: true } : { word, done: false }
}

const iVerbEnding = suffixFinder(
  (
    'ira ie isse issante i irai ir iras ies îmes isses issantes îtes is irais issais irions issions irons issons ' +
    'issants it irait issait issant iraIent issaIent irent issent iront ît iriez issiez irez issez'
  ).split(' '),
)

function verbSuffix(word: string, { rv, r2 }: Regions): Step {
  const [stem, suffix] = cut(word, verbEnding, rv)
  const no = { word, done: false }
  if (suffix === undefined) return no
  if (suffix === 'ions') return stem.length >= r2 ? { word: stem, done: true } : no
  if (aSuffixes.has(suffix)) {
    const withE = stem.endsWith('e') && stem.length - 1 >= rv
    return { word: withE ? stem.slice(0, -1) : stem, done: true }
  }
  // palais, mauvais and éplais are no verbs.
  if (/^aise?s?$/.test(suffix) && /(?:^.al|épl|auv)$/su.test(stem)) return no
  return { word: stem, done: true }
}

const aSuffixes = new Set(
  'a asse ante ai as âmes asses antes âtes assions ants ait ant aIent assent ât assiez'.split(' '),
)
const verbEnding = suffixFinder([
  ...aSuffixes,
  ...(
    'ions era aise ée erai er eras aises ées ais eais erais erions erons és erait eraIent èrent eront ez iez eriez ' +
    'erez é'
  ).split(' '),
])

function residualSuffix(word: string, { rv, r2 }: Regions): string {
  if (/(?:Hi|[^aiosuè])s$/su.test(word)) word = word.slice(0, -1)
  const [stem, suffix] = cut(word, residualEnding, rv)
  if (suffix === undefined) return word
  if (suffix === 'e') return stem
  if (suffix === 'ion') return stem.length >= r2 && stem.length > rv && /[st]$/.test(stem) ? stem : word
  return `${stem}i`
}

const residualEnding = suffixFinder(['Ière', 'ière', 'ion', 'Ier', 'ier', 'e'])

function undouble(word: string): string {
  return /(?:ell|eill|enn|onn|ett)$/.test(word) ? word.slice(0, -1) : word
}

const accentedEnd = new RegExp(`[éè](?=[^${vowels}]+$)`, 'su')

function unaccent(word: string): string {
  return word.replace(accentedEnd, 'e')
}

/** Splits off the longest suffix that fits, if it begins at `from` or later. */
function cut(
  word: string,
  ending: (word: string, from: number) => string | undefined,
  from = 0,
): [stem: string, suffix: string | undefined] {
  const suffix = ending(word, from)
  return suffix === undefined ? [word, undefined] : [word.slice(0, -suffix.length), suffix]
}
