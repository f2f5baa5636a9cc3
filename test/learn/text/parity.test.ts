import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { CountVectorizer, type SparseMatrix, TfidfVectorizer } from 'slipway/learn'

/** From scikit-learn 1.9, by test/reference/text.py. */
interface Reference {
  readonly texts: readonly string[]
  readonly cases: readonly {
    readonly kind: 'count' | 'tfidf'
    readonly options: { readonly [name: string]: unknown }
    readonly terms: readonly string[]
    readonly indptr: readonly number[]
    readonly indices: readonly number[]
    readonly values: readonly number[]
  }[]
}

const file = new URL('../../reference/text.json', import.meta.url)
const { texts, cases } = JSON.parse(readFileSync(file, 'utf8')) as Reference

for (const { kind, options, ...expected } of cases) {
  const vectorizer = kind === 'count' ? 'CountVectorizer' : 'TfidfVectorizer'
  test(`${vectorizer} ${JSON.stringify(options)}: terms and weights are scikit-learn's, to 1e-9`, () => {
    const estimator =
      kind === 'count' ? new CountVectorizer(inCamelCase(options)) : new TfidfVectorizer(inCamelCase(options))
    const { model, output } = estimator.fitTransform(texts)
    assert.deepEqual(model.featureNames(), expected.terms)
    compare(output, expected)
    compare(model.transform(texts), expected)
    assert.deepEqual(estimator.fit(texts).toParts(), model.toParts())
  })
}

function compare(X: SparseMatrix, expected: Pick<Reference['cases'][number], 'indptr' | 'indices' | 'values'>) {
  assert.deepEqual([...X.indptr], expected.indptr)
  assert.deepEqual([...X.indices], expected.indices)
  X.values.forEach((value, e) => {
    assert.ok(Math.abs(value - expected.values[e]!) < 1e-9, `entry ${e}: ${value}, expected ${expected.values[e]}`)
  })
}

function inCamelCase(options: { readonly [name: string]: unknown }) {
  const renamed = Object.entries(options).map(([name, value]) => [
    name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
    value ?? false,
  ])
  return Object.fromEntries(renamed)
}
