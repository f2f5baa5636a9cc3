import { compareCodePoints } from '../labels.ts'
import { Vocabulary } from '../text/terms/vocabulary.ts'
import { type Categories, checkSomeRows, checkWidth } from './cells.ts'
import { KnownCategories } from './known-categories.ts'

/** The categories of each column of `X`, shape `(n, d)`. @throws INVALID_INPUT for no rows, or rows of different length. */
export function learnCategories(who: string, X: Categories, minFrequency: number): KnownCategories[] {
  checkSomeRows(who, X.length)
  const d = X[0].length
  checkWidth(who, X, d)
  return Array.from({ length: d }, (_, j) => learnColumn(X, j, minFrequency))
}

function learnColumn(X: Categories, j: number, minFrequency: number): KnownCategories {
  const counts = new Map<string | undefined, number>()
  for (const row of X) counts.set(row[j], (counts.get(row[j]) ?? 0) + 1)
  const gaps = counts.get(undefined) ?? 0
  counts.delete(undefined)
  const words = [...counts.keys()].filter((word) => word !== undefined).sort(compareCodePoints)
  const isFrequent = (word: string) => counts.get(word)! >= minFrequency
  return new KnownCategories(
    Vocabulary.fromWords(words.filter(isFrequent)),
    Vocabulary.fromWords(words.filter((word) => !isFrequent(word))),
    gaps === 0 ? 'no' : gaps >= minFrequency ? 'often' : 'rarely',
  )
}
