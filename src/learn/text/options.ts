import type { Problem } from '../../errors.ts'
import { shown } from '../../values.ts'
import { type Option, option } from '../estimator/option.ts'
import { count, flag, oneOf } from '../estimator/option-kinds.ts'
import { patternProblems } from './pattern/pattern-problems.ts'

/** How many words or characters an n-gram has at most. */
const longestNgram = 50

/** `english` and `french` are Snowball's, `porter` is Porter's first algorithm with NLTK's extensions. */
export type Stem = 'english' | 'french' | 'porter'

type StopWords = 'english' | 'french' | readonly string[]

/** How a text becomes terms. Names and defaults are scikit-learn's, in camelCase; `stem` is ours. */
export const analysisOptions = {
  /** What an n-gram is made of: words, characters, or characters within word boundaries (padded with blanks). */
  analyzer: oneOf(['word', 'char', 'char_wb'], 'word'),
  /** Shortest and longest n-gram. */
  ngramRange: option<readonly [number, number], readonly [number, number]>({
    expected: `two whole numbers from 1 to ${longestNgram}, the shorter first`,
    default: [1, 1],
    holds: ([min, max]) => [min, max].every(Number.isInteger) && min >= 1 && min <= max && max <= longestNgram,
  }),
  /** Turn letters to lower case first. */
  lowercase: flag(true),
  /** Take accents off: `ascii` drops whatever has no ASCII form, `unicode` drops the combining marks only (both after NFKD). */
  stripAccents: oneOf(['ascii', 'unicode'], undefined, 'accents stay'),
  /**
   * What counts as a word, a regular expression in JavaScript's syntax (flags `gu`); a single capturing group narrows
   * the word down. Slower than the default, which reads `\b\w\w+\b` as Python does. It cannot look around (`(?=`, `(?<!`),
   * look back at a group (`\1`), change flags (`(?i:`) or repeat what may be empty (`(a*)*`): so no text makes it run for
   * long.
   */
  tokenPattern: {
    expected: 'a regular expression with one capturing group at most',
    default: undefined,
    absent: 'two or more word characters',
    problems: tokenPatternProblems,
  } as Option<string, undefined>,
  /** Words left out before n-grams are formed: a language's list, or your own. */
  stopWords: option<StopWords, undefined>({
    expected: '"english" or "french" or a list of words',
    default: undefined,
    absent: 'no word is left out',
    holds: (words) =>
      Array.isArray(words)
        ? words.every((word) => typeof word === 'string')
        : words === 'english' || words === 'french',
  }),
  /** Reduce each word to its stem (Snowball), after stop words are left out. */
  stem: oneOf<Stem>(['english', 'french', 'porter'], undefined, 'words stay as they are'),
  /** Count a term once a text, however often it occurs. */
  binary: flag(false),
}

const frequency = {
  expected: 'a fraction from 0 to 1 or a whole number of texts',
  holds: (value: number) => typeof value === 'number' && value >= 0 && (value <= 1 || Number.isInteger(value)),
}

/** Which terms are kept. */
export const vocabularyOptions = {
  /** Leave out terms in fewer texts than this: a count when a whole number, a fraction when below 1. */
  minDf: option<number, number>({ ...frequency, default: 1 }),
  /** Leave out terms in more texts than this: a fraction when 1 or less (1 is all of them), a count when a whole number above 1. */
  maxDf: option<number, number>({ ...frequency, default: 1 }),
  /** Keep only so many terms, the most frequent over all texts; of equally frequent ones the first in the alphabet. */
  maxFeatures: count({ least: 1, absent: 'all' }),
}

/** How counts become weights. */
export const weightOptions = {
  /** Scale each row to length 1 by this norm; false: leave it. */
  norm: oneOf(['l1', 'l2', false], 'l2'),
  /** Weigh terms by inverse document frequency. */
  useIdf: flag(true),
  /** Add one to document frequencies, as if one more text had every term. */
  smoothIdf: flag(true),
  /** Replace a count c by 1 + ln c. */
  sublinearTf: flag(false),
}

type Analysis = { readonly [N in 'analyzer' | 'stopWords' | 'stem' | 'tokenPattern']?: unknown }

/** What only makes sense for words is refused where characters are counted. */
export function analysisProblems({ analyzer, ...words }: Analysis): Problem[] {
  if (analyzer === 'word') return []
  return (['stopWords', 'stem', 'tokenPattern'] as const).flatMap((name) =>
    words[name] === undefined
      ? []
      : [{ path: name, message: 'expected nothing, since characters are counted, got a value' }],
  )
}

function tokenPatternProblems(pattern: unknown, path: string): Problem[] {
  if (typeof pattern !== 'string') return [{ path, message: `expected a regular expression, got ${shown(pattern)}` }]
  return patternProblems(pattern).map(([expected, got]) => ({ path, message: `expected ${expected}, got ${got}` }))
}
