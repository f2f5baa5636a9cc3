import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { CountVectorizer, CountVectorizerModel, type Stem, stemmer } from 'slipway/learn'

/** Pairs of a word and its stem, from snowballstemmer and NLTK, by test/reference/stems.py. */
const file = new URL('../../reference/stems.json', import.meta.url)
const reference = JSON.parse(readFileSync(file, 'utf8')) as { readonly [name in Stem]: readonly [string, string][] }

for (const name of ['english', 'french', 'porter'] as const) {
  test(`${name} stems are the reference's, word for word`, () => {
    const stem = stemmer(name)
    for (const [word, expected] of reference[name]) assert.equal(stem(word), expected, word)
  })
}

test('inflections never seen in training count as the word that was', () => {
  const { model } = new CountVectorizer({ stem: 'english', ngramRange: [1, 2] }).fitTransform(['We loved the rides'])
  const loaded = CountVectorizerModel.fromParts(model.toParts())
  assert.deepEqual(loaded.featureNames(), ['love', 'love the', 'ride', 'the', 'the ride', 'we', 'we love'])
  assert.deepEqual([...loaded.transform(['Loving the ride, riding the loves']).values], [2, 1, 2, 2, 1])
})

test('a stop word is left out before stems are taken', () => {
  const { model } = new CountVectorizer({ stem: 'english', stopWords: ['being'] }).fitTransform(['being beings be'])
  assert.deepEqual(model.featureNames(), ['be'])
  assert.deepEqual([...model.transform(['being beings be']).values], [2])
})

test('French stop words are left out with their accents taken off, too', () => {
  const model = new CountVectorizer({ stopWords: 'french', stripAccents: 'ascii' }).fit([
    "Nous étions à l'hôtel, c'était l'été",
  ])
  assert.deepEqual(model.featureNames(), ['hotel'])
})
