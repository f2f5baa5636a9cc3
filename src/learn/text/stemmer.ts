import { createRequire } from 'node:module'
import type { Stem } from './options.ts'

/** The function that reduces a lowercase word to its stem. Callers remember the stems of words they meet again. */
export function stemmer(name: Stem): (word: string) => string {
  const snowball = createRequire(import.meta.url)('snowball-stemmers') as {
    newStemmer(name: string): { stem(word: string): string }
  }
  const algorithm = snowball.newStemmer(name)
  return (word) => algorithm.stem(word)
}
