import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CountVectorizer, FeatureUnion, TfidfTransformer, TfidfVectorizer } from 'slipway/learn'

const texts = ['A great park, great fun', 'Never again: the queues!', 'Fun for the children', '']

test('all that is wrong with the options is said at once', () => {
  assert.throws(() => new CountVectorizer({ ngramRange: [2, 1], minDf: -1, maxFeatures: 0, tokenPattern: '(' }), {
    code: 'INVALID_OPTION',
    message:
      /ngramRange: expected two whole numbers.*tokenPattern: .*minDf: .*maxFeatures: expected a whole number of 1 or more, got 0\.$/,
  })
  assert.throws(() => new FeatureUnion([]), { code: 'INVALID_OPTION' })
})

test('texts without a word, and limits that leave no term, are refused with what to do', () => {
  assert.throws(() => new CountVectorizer({ stopWords: 'english' }).fit(['the', 'a', '']), {
    code: 'INVALID_INPUT',
    message:
      'CountVectorizer.fit: expected texts with words in them, got 3 that are empty or hold nothing but stop words and single characters.',
  })
  assert.throws(() => new TfidfVectorizer({ minDf: 3 }).fit(texts), {
    code: 'INVALID_INPUT',
    message:
      'CountVectorizer.fit: none of the 9 terms is in at least 3 and at most 4 of the 4 texts; try a lower minDf or a higher maxDf.',
  })
})

test('what is no text is refused with its row', () => {
  const gap = ['one', null] as unknown as string[]
  assert.throws(() => new CountVectorizer().fit(gap), {
    code: 'INVALID_INPUT',
    message: "CountVectorizer.fit: expected a string in row 1 (counted from 0), got null; a missing text is ''.",
  })
})

test('fitting twice gives the same bytes, and leaves the texts as they were', () => {
  const given = Object.freeze([...texts])
  const vectorizer = new TfidfVectorizer({ ngramRange: [1, 2], stem: 'english' })
  assert.deepEqual(vectorizer.fit(given).toParts(), vectorizer.fit(given).toParts())
})

test('a text counts the same alone and among others, in any order', () => {
  const model = new TfidfVectorizer({ ngramRange: [1, 2] }).fit(texts)
  const row = (order: readonly string[], i: number) => {
    const { indptr, indices, values } = model.transform(order)
    return [indices.slice(indptr[i], indptr[i + 1]), values.slice(indptr[i], indptr[i + 1])]
  }
  assert.deepEqual(row(texts, 0), row([texts[0]!], 0))
  assert.deepEqual(row(texts, 0), row(texts.toReversed(), 3))
})

test('of equally frequent terms the first in the alphabet are kept', () => {
  const model = new CountVectorizer({ maxFeatures: 3 }).fit(['delta beta gamma alpha', 'gamma'])
  assert.deepEqual(model.featureNames(), ['alpha', 'beta', 'gamma'])
})

test('a text beyond what is scanned at once is read like any other', () => {
  const long = `${'Été au parc. '.repeat(8000)}parc`
  const { model, output } = new CountVectorizer({ stopWords: ['au'] }).fitTransform([long])
  assert.deepEqual(model.featureNames(), ['parc', 'été'])
  assert.deepEqual([...output.values], [8001, 8000])
  assert.deepEqual(model.transform([long]), output)
})

test('counts weighed by a TfidfTransformer are what a TfidfVectorizer gives', () => {
  const counts = new CountVectorizer().fitTransform(texts).output
  const weighed = new TfidfTransformer({ sublinearTf: true }).fit(counts).transform(counts)
  assert.deepEqual(weighed, new TfidfVectorizer({ sublinearTf: true }).fitTransform(texts).output)
})
