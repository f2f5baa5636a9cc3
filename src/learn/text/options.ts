/** How texts become counts. Names and defaults are scikit-learn's, in camelCase; `stem` is ours. */
export interface CountVectorizerOptions {
  /** What an n-gram is made of: words, characters, or characters within word boundaries (padded with blanks). @default 'word' */
  readonly analyzer?: 'word' | 'char' | 'char_wb'
  /** Shortest and longest n-gram, at most 50. @default [1, 1] */
  readonly ngramRange?: readonly [number, number]
  /** @default true */
  readonly lowercase?: boolean
  /** Take accents off: `ascii` drops whatever has no ASCII form, `unicode` drops the combining marks only (both after NFKD). @default none */
  readonly stripAccents?: 'ascii' | 'unicode'
  /**
   * What counts as a word, a regular expression in JavaScript's syntax (flags `gu`); a single capturing group narrows
   * the word down. Slower than the default. It cannot look around (`(?=`, `(?<!`), look back at a group (`\\1`), change
   * flags (`(?i:`) or repeat what may be empty (`(a*)*`): so no text makes it run for long. @default two or more word characters: /\b\w\w+\b/ as Python reads it
   */
  readonly tokenPattern?: string
  /** Words left out before n-grams are formed: a language's list, or your own. @default none */
  readonly stopWords?: 'english' | 'french' | readonly string[]
  /** Reduce each word to its stem (Snowball), after stop words are left out. @default none */
  readonly stem?: Stem
  /** Leave out terms in fewer texts than this: a count when a whole number, a share when below 1. @default 1 */
  readonly minDf?: number
  /** Leave out terms in more texts than this: a share when 1 or less (1 is all of them), a count when a whole number above 1. @default 1 */
  readonly maxDf?: number
  /** Keep only so many terms, the most frequent over all texts; of equally frequent ones the first in the alphabet. @default all */
  readonly maxFeatures?: number
  /** Count a term once a text, however often it occurs. @default false */
  readonly binary?: boolean
}

/** `english` and `french` are Snowball's, `porter` is Porter's first algorithm with NLTK's extensions. */
export type Stem = 'english' | 'french' | 'porter'

export interface TfidfOptions {
  /** Scale each row to length 1 by this norm; false: leave it. @default 'l2' */
  readonly norm?: 'l1' | 'l2' | false
  /** Weigh terms by inverse document frequency. @default true */
  readonly useIdf?: boolean
  /** Add one to document frequencies, as if one more text had every term. @default true */
  readonly smoothIdf?: boolean
  /** Replace a count c by 1 + ln c. @default false */
  readonly sublinearTf?: boolean
}

/** No frequencies and no limit on terms: there is no vocabulary to choose from. */
export interface HashingVectorizerOptions
  extends Omit<CountVectorizerOptions, 'minDf' | 'maxDf' | 'maxFeatures'>,
    Pick<TfidfOptions, 'norm'> {
  /** The number of columns, 1 to 2³¹ − 1. @default 2 ** 20 */
  readonly nFeatures?: number
  /** Half of the terms count −1, so that terms that share a column cancel on average. @default true */
  readonly alternateSign?: boolean
}

export interface TfidfVectorizerOptions extends CountVectorizerOptions, TfidfOptions {}
