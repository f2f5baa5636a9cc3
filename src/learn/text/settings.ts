import { type Problem, SlipwayError } from '../../errors.ts'
import type { CountVectorizerOptions, HashingVectorizerOptions, Stem, TfidfOptions } from './options.ts'
import { patternProblems } from './pattern/pattern-problems.ts'

/** What turns a text into terms, every choice made: kept with the fitted model. */
export interface AnalysisSettings {
  readonly analyzer: 'word' | 'char' | 'char_wb'
  readonly ngramRange: readonly [number, number]
  readonly lowercase: boolean
  readonly stripAccents: 'ascii' | 'unicode' | null
  readonly tokenPattern: string | null
  readonly stopWords: 'english' | 'french' | readonly string[] | null
  readonly stem: Stem | null
  readonly binary: boolean
}

/** Which terms are kept: needed for fitting only. */
export interface VocabularySettings {
  readonly minDf: number
  readonly maxDf: number
  readonly maxFeatures: number
}

/** How counts become weights, every choice made. */
export interface TfidfSettings {
  readonly norm: 'l1' | 'l2' | false
  readonly useIdf: boolean
  readonly smoothIdf: boolean
  readonly sublinearTf: boolean
}

/** How terms become columns without a vocabulary, every choice made. */
export interface HashingSettings extends AnalysisSettings {
  readonly nFeatures: number
  readonly alternateSign: boolean
  readonly norm: 'l1' | 'l2' | false
}

/** How many words or characters an n-gram has at most. */
const longestNgram = 50

/** @throws INVALID_OPTION with all that is wrong with them. */
export function countSettings(who: string, options: CountVectorizerOptions): AnalysisSettings & VocabularySettings {
  const settings = {
    ...analysisSettings(options),
    minDf: options.minDf ?? 1,
    maxDf: options.maxDf ?? 1,
    maxFeatures: options.maxFeatures ?? Number.POSITIVE_INFINITY,
  } as const
  throwIfAny(who, [...analysisProblems(settings), ...vocabularyProblems(settings)])
  return settings
}

/** @throws INVALID_OPTION with all that is wrong with them. */
export function hashingSettings(who: string, options: HashingVectorizerOptions): HashingSettings {
  const settings = {
    ...analysisSettings(options),
    nFeatures: options.nFeatures ?? 2 ** 20,
    alternateSign: options.alternateSign ?? true,
    norm: options.norm ?? 'l2',
  }
  const problems = [...analysisProblems(settings), ...choice('norm', settings.norm, ['l1', 'l2', false])]
  const { nFeatures } = settings
  if (!(Number.isInteger(nFeatures) && nFeatures >= 1 && nFeatures < 2 ** 31)) {
    problems.push(problem('nFeatures', 'a whole number from 1 to 2147483647', nFeatures))
  }
  throwIfAny(who, problems)
  return settings
}

function analysisSettings(options: Omit<CountVectorizerOptions, keyof VocabularySettings>): AnalysisSettings {
  return {
    analyzer: options.analyzer ?? 'word',
    ngramRange: options.ngramRange ?? [1, 1],
    lowercase: options.lowercase ?? true,
    stripAccents: options.stripAccents ?? null,
    tokenPattern: options.tokenPattern ?? null,
    stopWords: options.stopWords ?? null,
    stem: options.stem ?? null,
    binary: options.binary ?? false,
  }
}

/** @throws INVALID_OPTION with all that is wrong with them. */
export function tfidfSettings(who: string, options: TfidfOptions): TfidfSettings {
  const settings = {
    norm: options.norm ?? 'l2',
    useIdf: options.useIdf ?? true,
    smoothIdf: options.smoothIdf ?? true,
    sublinearTf: options.sublinearTf ?? false,
  } as const
  throwIfAny(who, choice('norm', settings.norm, ['l1', 'l2', false]))
  return settings
}

function analysisProblems(settings: AnalysisSettings): Problem[] {
  const { analyzer, ngramRange, stopWords, tokenPattern, stem, stripAccents } = settings
  const problems = [
    ...choice('analyzer', analyzer, ['word', 'char', 'char_wb']),
    ...choice('stripAccents', stripAccents, ['ascii', 'unicode', null]),
    ...choice('stem', stem, ['english', 'french', 'porter', null]),
  ]
  const [min, max] = ngramRange
  if (!(Number.isInteger(min) && Number.isInteger(max) && min >= 1 && min <= max && max <= longestNgram)) {
    const got = JSON.stringify(ngramRange)
    problems.push(problem('ngramRange', `two whole numbers from 1 to ${longestNgram}, the shorter first`, got))
  }
  if (typeof stopWords === 'string') problems.push(...choice('stopWords', stopWords, ['english', 'french']))
  if (tokenPattern !== null) {
    problems.push(...patternProblems(tokenPattern).map(([expected, got]) => problem('tokenPattern', expected, got)))
  }
  if (analyzer !== 'word') {
    for (const name of ['stopWords', 'stem', 'tokenPattern'] as const) {
      if (settings[name] !== null) problems.push(problem(name, 'nothing, since characters are counted', 'a value'))
    }
  }
  return problems
}

function vocabularyProblems({ minDf, maxDf, maxFeatures }: VocabularySettings): Problem[] {
  const problems: Problem[] = []
  const frequency = 'a share from 0 to 1 or a whole number of texts'
  if (!(minDf >= 0 && (minDf <= 1 || Number.isInteger(minDf)))) problems.push(problem('minDf', frequency, minDf))
  if (!(maxDf >= 0 && (maxDf <= 1 || Number.isInteger(maxDf)))) problems.push(problem('maxDf', frequency, maxDf))
  if (!(maxFeatures >= 1 && (Number.isInteger(maxFeatures) || maxFeatures === Number.POSITIVE_INFINITY))) {
    problems.push(problem('maxFeatures', 'a whole number of 1 or more', maxFeatures))
  }
  return problems
}

function choice(name: string, value: unknown, allowed: readonly unknown[]): Problem[] {
  const shown = (values: readonly unknown[]) => values.filter((v) => v !== null).map((v) => JSON.stringify(v))
  return allowed.includes(value) ? [] : [problem(name, shown(allowed).join(' or '), JSON.stringify(value))]
}

function problem(name: string, expected: string, got: unknown): Problem {
  return { path: name, message: `expected ${expected}, got ${got}` }
}

function throwIfAny(who: string, problems: Problem[]): void {
  if (problems.length === 0) return
  const said = problems.map(({ path, message }) => `${path}: ${message}`)
  throw new SlipwayError('INVALID_OPTION', `${who}: ${said.join('; ')}.`, { problems })
}
