import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

export const name = 'labelled review sentences from npm sentiment 5.0.2 (Amazon, Yelp, IMDb)'

interface Sentence {
  readonly text: string
  /** 1 positive, 0 negative; missing in three rows. */
  readonly class?: number
}

/** 3,000 sentences that come in a registry package, as rows of the reviews' shape: positive is 5 stars, negative is 1. */
export function* rows() {
  const require = createRequire(import.meta.url)
  for (const site of ['amazon', 'yelp', 'imdb']) {
    const path = require.resolve(`sentiment/test/fixtures/${site}.json`)
    for (const sentence of JSON.parse(readFileSync(path, 'utf8')) as Sentence[]) {
      if (sentence.class === undefined || sentence.class === null) continue
      yield { Review_Text: sentence.text, Rating: sentence.class === 1 ? 5 : 1 }
    }
  }
}
