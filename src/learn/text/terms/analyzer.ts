import { SlipwayError } from '../../../errors.ts'
import { LinearPattern } from '../pattern/linear-pattern.ts'
import { patternProblems } from '../pattern/pattern-problems.ts'
import { blankRuns, defaultToken, unblankRuns } from '../read/characters.ts'
import { normalizer } from '../read/normalize.ts'
import type { AnalysisSettings } from '../settings.ts'
import { stemmer } from '../stem/stemmer.ts'
import { stopWordSet } from '../stop-words/stop-words.ts'

/**
 * From a text to its terms as strings, in no particular order: the plain way, for any settings, and the meaning that
 * the fast ways are tested against.
 */
export function analyzer(settings: AnalysisSettings): (text: string) => string[] {
  const normalize = normalizer(settings)
  const [min, max] = settings.ngramRange
  if (settings.analyzer === 'word') {
    const words = wordReader(settings)
    return (text) => wordNgrams(words(normalize(text)), min, max)
  }
  const ngrams = settings.analyzer === 'char' ? charNgrams : boundedCharNgrams
  return (text) => ngrams(normalize(text).replace(blankRuns, ' '), min, max)
}

function wordReader(settings: AnalysisSettings): (text: string) => string[] {
  const cut = wordCutter(settings.tokenPattern)
  const stopWords = stopWordSet(settings)
  const stem = settings.stem === null ? (word: string) => word : stemmer(settings.stem)
  return (text) => {
    const words: string[] = []
    for (const word of cut(text)) if (!stopWords.has(word)) words.push(stem(word))
    return words
  }
}

/** A pattern may come out of a version, which anybody may have written: it must not run for long. */
function wordCutter(tokenPattern: string | null): (text: string) => string[] {
  if (tokenPattern === null) return (text) => text.match(defaultToken) ?? []
  const [problem] = patternProblems(tokenPattern)
  if (problem !== undefined) {
    const message = `its tokenPattern: expected ${problem[0]}, got ${problem[1]}; train it again with another.`
    throw new SlipwayError('ARTIFACT_CORRUPT', message)
  }
  const pattern = new LinearPattern(tokenPattern)
  return (text) => pattern.words(text)
}

function wordNgrams(words: readonly string[], min: number, max: number): string[] {
  const terms: string[] = []
  for (let n = min; n <= max; n++) {
    for (let i = 0; i + n <= words.length; i++) terms.push(n === 1 ? words[i] : words.slice(i, i + n).join(' '))
  }
  return terms
}

function charNgrams(text: string, min: number, max: number): string[] {
  const characters = [...text]
  const terms: string[] = []
  for (let n = min; n <= max; n++) {
    for (let i = 0; i + n <= characters.length; i++) terms.push(characters.slice(i, i + n).join(''))
  }
  return terms
}

/** Within each word and a blank on both sides; a word shorter than n counts once, whole, and not again for a longer n. */
function boundedCharNgrams(text: string, min: number, max: number): string[] {
  const terms: string[] = []
  for (const word of text.match(unblankRuns) ?? []) {
    const characters = [' ', ...word, ' ']
    for (let n = min; n <= max; n++) {
      if (n >= characters.length) {
        terms.push(characters.join(''))
        break
      }
      for (let i = 0; i + n <= characters.length; i++) terms.push(characters.slice(i, i + n).join(''))
    }
  }
  return terms
}
