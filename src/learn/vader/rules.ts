/**
 * The words and numbers of VADER's rules. They are part of the method, the same for every lexicon.
 * Source: Hutto & Gilbert (2014), ICWSM-14, and the reference implementation, vaderSentiment 3.3.2.
 */

/** What a word like "very" adds to the word after it, and a word like "barely" takes from it. */
const boost = 0.293
/** What capitals add, where not all words are in capitals. */
export const capitalsBoost = 0.733
/** A negation turns a valence round and weakens it. */
export const negationFactor = -0.74
/** "never so good" and "never this good" are praise. */
export const neverSoFactor = 1.25
/** A booster two or three words before its word counts for a little less. */
export const dampingByDistance = [0, 1, 0.95, 0.9] as const
/** A "but" takes weight from what comes before it and gives it to what follows. */
export const beforeButFactor = 0.5
export const afterButFactor = 1.5

/** What exclamation and question marks add to a text's strength; the sign is the text's. */
export function punctuationEmphasis(exclamations: number, questions: number): number {
  const fromExclamations = Math.min(exclamations, 4) * 0.292
  const fromQuestions = questions <= 1 ? 0 : questions <= 3 ? questions * 0.18 : 0.96
  return fromExclamations + fromQuestions
}

/** The words that a rule names; each has its number in every table of words. */
export const wordId = {
  never: 2,
  so: 3,
  this: 4,
  without: 5,
  doubt: 6,
  least: 7,
  at: 8,
  very: 9,
  no: 10,
  or: 11,
  nor: 12,
  kind: 13,
  of: 14,
  but: 15,
} as const

export const negations: readonly string[] = [
  ...['aint', 'arent', 'cannot', 'cant', 'couldnt', 'darent', 'didnt', 'doesnt', 'dont', 'hadnt', 'hasnt', 'havent'],
  ...['isnt', 'mightnt', 'mustnt', 'neednt', 'oughtnt', 'shant', 'shouldnt', 'wasnt', 'werent', 'wont', 'wouldnt'],
  ...["ain't", "aren't", "can't", "couldn't", "daren't", "didn't", "doesn't", "don't", "hadn't", "hasn't", "haven't"],
  ...["isn't", "mightn't", "mustn't", "needn't", "oughtn't", "shan't", "shouldn't", "wasn't", "weren't", "won't"],
  ...["wouldn't", 'neither', 'never', 'none', 'nope', 'nor', 'not', 'nothing', 'nowhere', 'uhuh', 'uh-uh', 'without'],
  ...['rarely', 'seldom', 'despite'],
]

const strengthening = `absolutely amazingly awfully completely considerable considerably decidedly deeply effing
  enormous enormously entirely especially exceptional exceptionally extreme extremely fabulously flipping flippin
  frackin fracking fricking frickin frigging friggin fully fuckin fucking fuggin fugging greatly hella highly hugely
  incredible incredibly intensely major majorly more most particularly purely quite really remarkably so substantially
  thoroughly total totally tremendous tremendously uber unbelievably unusually utter utterly very`

const weakening = `almost barely hardly kinda kindof kind-of less little marginal marginally occasional occasionally
  partly scarce scarcely slight slightly somewhat sorta sortof sort-of`

/** What a word adds to the valence of a word up to three places after it, for positive valences. */
export const boosters: ReadonlyMap<string, number> = new Map([
  ...strengthening.split(/\s+/).map((word) => [word, boost] as const),
  ...weakening.split(/\s+/).map((word) => [word, -boost] as const),
])

/** The same for pairs of words; these add to any valence as they are, whatever its sign. */
export const boosterPairs: ReadonlyMap<string, number> = new Map([
  ['just enough', -boost],
  ['kind of', -boost],
  ['sort of', -boost],
])

/** Phrases with a valence of their own, in place of that of the rated word in or after them. */
export const idioms: ReadonlyMap<string, number> = new Map([
  ['the shit', 3],
  ['the bomb', 3],
  ['bad ass', 1.5],
  ['bus stop', 0],
  ['yeah right', -2],
  ['kiss of death', -1.5],
  ['to die for', 3],
  ['beating heart', 3.5],
])
