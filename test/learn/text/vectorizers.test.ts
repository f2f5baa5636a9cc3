import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FeatureUnion, readVectorizer, TfidfVectorizer, TfidfVectorizerModel } from 'slipway/learn'

const texts = ['A great park, great fun', 'Never again: the queues!', 'Fun for the children', '']

test('a fitted vectorizer taken apart and put together gives the same numbers', () => {
  const { model, output } = new TfidfVectorizer({ ngramRange: [1, 2] }).fitTransform(texts)
  const again = TfidfVectorizerModel.fromParts(model.toParts())
  assert.deepEqual(again.featureNames(), model.featureNames())
  assert.deepEqual(again.transform(texts), output)
})

test('a union puts the columns of its vectorizers one after the other', () => {
  const words = new TfidfVectorizer({ stopWords: 'english' })
  const characters = new TfidfVectorizer({ analyzer: 'char_wb', ngramRange: [2, 3] })
  const { model, output } = new FeatureUnion([words, characters]).fitTransform(texts)
  assert.deepEqual(model.featureNames(), [...words.fit(texts).featureNames(), ...characters.fit(texts).featureNames()])
  assert.deepEqual(readVectorizer(model.toParts()).transform(texts), output)
})
