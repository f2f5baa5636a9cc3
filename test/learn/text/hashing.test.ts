import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  HashingVectorizer,
  HashingVectorizerModel,
  LogisticRegression,
  LogisticRegressionModel,
  Pipeline,
  PipelineModel,
} from 'slipway/learn'
import { murmurHash3 } from '../../../src/learn/text/hashing-vectorizer/murmur-hash.ts'
import { readReference } from '../../support/reference.ts'

/** From scikit-learn 1.9, by test/reference/hashing.py. */
interface Reference {
  readonly hashes: readonly (readonly [string, number, number])[]
  readonly cases: readonly {
    readonly options: { readonly [name: string]: unknown }
    readonly indptr: readonly number[]
    readonly indices: readonly number[]
    readonly values: readonly number[]
  }[]
}

const { hashes, cases } = readReference<Reference>('hashing')
const { texts } = readReference<{ readonly texts: readonly string[] }>('text')

test('a hash is MurmurHash3, whatever the length and the script', () => {
  for (const [word, hash, seed] of hashes) assert.equal(murmurHash3(word, seed), hash, word)
})

for (const { options, ...expected } of cases) {
  test(`HashingVectorizer ${JSON.stringify(options)}: columns are scikit-learn's, values to 1e-14`, () => {
    const X = new HashingVectorizer(inCamelCase(options)).fit().transform(texts)
    assert.deepEqual([...X.indptr], expected.indptr)
    assert.deepEqual([...X.indices], expected.indices)
    X.values.forEach((value, e) => {
      assert.ok(Math.abs(value - expected.values[e]) < 1e-14, `entry ${e}: ${value}, expected ${expected.values[e]}`)
    })
  })
}

test('in a pipeline it learns nothing and needs no vocabulary to be read back', () => {
  const model = new Pipeline([new HashingVectorizer({ nFeatures: 64 }), new LogisticRegression()]).fit(
    ['great fun', 'great day', 'long queue', 'sad queue'],
    ['good', 'good', 'bad', 'bad'],
  )
  assert.deepEqual(model.predict(['fun day', 'sad']), ['good', 'bad'])
  const parts = model.toParts()
  const again = PipelineModel.fromParts<readonly string[]>(
    { ...structuredClone(parts), config: JSON.parse(JSON.stringify(parts.config)) },
    { HashingVectorizer: HashingVectorizerModel.fromParts, LogisticRegression: LogisticRegressionModel.fromParts },
  )
  assert.deepEqual(again.predictProba(['fun day']), model.predictProba(['fun day']))
  assert.deepEqual(new HashingVectorizer({ nFeatures: 2 }).fit().featureNames(), ['x0', 'x1'])
})

test('texts read once are hashed as they are when read again, all or some', () => {
  const vectorizer = new HashingVectorizer({ nFeatures: 128, ngramRange: [1, 2] })
  const read = vectorizer.read(texts)
  assert.equal(read.rows, texts.length)
  const some = Int32Array.of(0, 2, 5)
  const chosen = Array.from(some, (place) => texts[place])
  assert.deepEqual(read.fit(some).output, vectorizer.fitTransform(chosen).output)
  assert.deepEqual(read.finish().output, vectorizer.fitTransform(texts).output)
})

test('options out of range are refused with their names', () => {
  assert.throws(() => new HashingVectorizer({ nFeatures: 0, norm: 'l3' as 'l2' }), {
    code: 'INVALID_OPTION',
    message:
      'HashingVectorizer: norm: expected "l1" or "l2" or false, got "l3"; nFeatures: expected a whole number from 1 to 2147483647, got 0.',
  })
})

function inCamelCase(options: { readonly [name: string]: unknown }) {
  const renamed = Object.entries(options).map(([name, value]) => [
    name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
    value ?? false,
  ])
  return Object.fromEntries(renamed)
}
