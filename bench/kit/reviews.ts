import { join } from 'node:path'
import { readTable, type Source, sourceForFile } from 'slipway/data'
import { Random } from 'slipway/learn'
import parkSentiment from '../../services/park-sentiment/service.ts'
import { sharedData } from '../../test/support/shared-data.ts'

/** Park reviews that the service's rule calls positive or negative; three stars are left out. */
export interface Reviews {
  readonly texts: readonly string[]
  readonly labels: readonly string[]
}

const { data, text, label } = parkSentiment.models.v1.source
const sources = data as readonly Source[]
const serviceFolder = join(import.meta.dirname, '../../services/park-sentiment')

/** The park reviews' file, gzip. @throws Error where the shared data is not there */
export function reviewsFile(): string {
  const path = sharedData('disneyland/DisneylandReviews.csv.gz')
  if (path) return path
  throw new Error(
    'disneyland/DisneylandReviews.csv.gz is not there; SLIPWAY_SHARED_DATA names the folder of data sets.',
  )
}

/** The reviews as the service reads them. */
export function readReviews(): Promise<Reviews> {
  return labelled(sourceForFile(sources[0], reviewsFile()))
}

/** The sentences that the service learns from where there is no file of reviews. */
export function readSample(): Promise<Reviews> {
  return labelled(sources[1])
}

async function labelled(source: Source): Promise<Reviews> {
  const { rows } = await readTable(source, { folder: serviceFolder })
  const kept = rows.flatMap((row) => {
    const given = label(row)
    return given === undefined ? [] : [{ text: row[text] as string, label: given }]
  })
  return { texts: kept.map((row) => row.text), labels: kept.map((row) => row.label) }
}

/**
 * Reviews repeated up to `count`, the same on every run. Repeats differ as new reviews would: one word in ten is
 * another word of the reviews, drawn as often as it occurs there, and one in two hundred is misspelt (two letters in
 * each other's place), so that the vocabulary goes on growing.
 */
export function* repeatReviews<T extends { readonly text: string }>(
  reviews: readonly T[],
  count: number,
): Generator<T> {
  const random = new Random(1)
  const words = reviews.flatMap((review) => review.text.split(' '))
  for (let i = 0; i < count; i++) {
    const review = reviews[i % reviews.length]
    if (i < reviews.length) {
      yield review
      continue
    }
    const changed = review.text.split(' ').map((word) => {
      const dice = random.next()
      if (dice < 0.1) return words[random.below(words.length)]
      return dice < 0.105 && word.length > 3 ? misspelt(word, random.below(word.length - 1)) : word
    })
    yield { ...review, text: changed.join(' ') }
  }
}

function misspelt(word: string, at: number): string {
  return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
}
