import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CountVectorizer, FeatureUnion, Random, TfidfVectorizer, type Vectorizer } from 'slipway/learn'

const words = ['ride', 'rides', 'queue', 'queues', 'great', 'sad', 'food', 'foods', 'éclair', 'Parade', 'parades', 'a1']
const texts = makeTexts(60)
const some = Int32Array.from({ length: 60 }, (_, i) => i).filter((i) => i % 3 !== 1)

const vectorizers: { readonly [name: string]: Vectorizer } = {
  'words and pairs': new CountVectorizer({ ngramRange: [1, 2] }),
  'frequent words': new CountVectorizer({ minDf: 3, maxDf: 0.6 }),
  'shares of the texts': new CountVectorizer({ minDf: 0.2, maxDf: 0.9, binary: true }),
  'the five most frequent': new CountVectorizer({ maxFeatures: 5 }),
  'a token pattern': new TfidfVectorizer({ tokenPattern: '[a-z]+', minDf: 2 }),
  'characters within words': new TfidfVectorizer({ analyzer: 'char_wb', ngramRange: [2, 4], sublinearTf: true }),
  'words beside characters': new FeatureUnion([
    new TfidfVectorizer({ minDf: 2 }),
    new CountVectorizer({ analyzer: 'char', ngramRange: [1, 2] }),
  ]),
}

for (const [name, vectorizer] of Object.entries(vectorizers)) {
  test(`texts that were read once give what reading some of them alone gives: ${name}`, () => {
    const read = vectorizer.read(texts)
    same(read.fit(some), vectorizer.fitTransform?.(Array.from(some, (i) => texts[i]!)))
    same(read.fit(some.subarray(7)), vectorizer.fitTransform?.(Array.from(some.subarray(7), (i) => texts[i]!)))
    same(read.finish(), vectorizer.fitTransform?.(texts))
  })
}

test('with stems, what was learned from some texts transforms new ones like what they alone would have given', () => {
  const vectorizer = new TfidfVectorizer({ stem: 'english', minDf: 2 })
  const { model, output } = vectorizer.read(texts).fit(some)
  const alone = vectorizer.fitTransform(Array.from(some, (i) => texts[i]!))
  assert.deepEqual(model.featureNames(), alone.model.featureNames())
  assert.deepEqual(output, alone.output)
  assert.deepEqual(model.transform(texts), alone.model.transform(texts))
})

function same(
  a: { model: { toParts(): unknown }; output: unknown },
  b: { model: { toParts(): unknown }; output: unknown } | undefined,
) {
  assert.deepEqual(a.output, b?.output)
  assert.deepEqual(a.model.toParts(), b?.model.toParts())
}

function makeTexts(count: number): string[] {
  const random = new Random(7)
  return Array.from({ length: count }, (_, i) =>
    // One text of none.
    Array.from({ length: i === 4 ? 0 : 3 + random.below(20) }, () => words[random.below(words.length)]).join(' '),
  )
}
