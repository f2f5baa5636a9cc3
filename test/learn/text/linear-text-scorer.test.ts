import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CountVectorizer,
  type CountVectorizerOptions,
  FeatureUnion,
  TfidfVectorizer,
  type TfidfVectorizerOptions,
  type VectorizerModel,
} from 'slipway/learn'
// The model room's own way to score texts; the package does not show it.
import { compileLinearText } from '../../../src/learn/text/score/linear-text-scorer.ts'
import { oddTexts, seeded } from './odd-texts.ts'

const random = seeded(1)
const training = oddTexts(400, random)
const asked = [...oddTexts(1500, random), '', ' ', '\ud83d', 'x'.repeat(100_000), 'the '.repeat(5000)]

const tfidf: readonly TfidfVectorizerOptions[] = [
  {},
  { stem: 'english', ngramRange: [1, 2], sublinearTf: true },
  { stopWords: 'english', ngramRange: [1, 3], norm: 'l1' },
  { stopWords: ['park', 'the'], ngramRange: [2, 2], binary: true, minDf: 2 },
  { stripAccents: 'ascii', stem: 'porter', maxDf: 0.3 },
  { stripAccents: 'unicode', lowercase: false, norm: false },
  { stem: 'french', stopWords: 'french', useIdf: false, ngramRange: [1, 2] },
  { analyzer: 'char', ngramRange: [1, 3], sublinearTf: true },
  { analyzer: 'char_wb', ngramRange: [2, 4], minDf: 2 },
  { analyzer: 'char_wb', ngramRange: [5, 6], stripAccents: 'unicode' },
  { tokenPattern: "[a-z']+( [a-z']+)?", ngramRange: [1, 2] },
]
const counts: readonly CountVectorizerOptions[] = [
  { ngramRange: [1, 2] },
  { binary: true, stem: 'english' },
  { analyzer: 'char', ngramRange: [2, 2] },
]

for (const options of tfidf) {
  test(`a compiled TfidfVectorizer ${JSON.stringify(options)} decides as transform and a dot product do`, () => {
    const model = new TfidfVectorizer(options).fit(training)
    checkDecisions(model, 1)
    checkDecisions(model, 3)
  })
}

for (const options of counts) {
  test(`a compiled CountVectorizer ${JSON.stringify(options)} decides as transform and a dot product do`, () => {
    const model = new CountVectorizer(options).fit(training)
    checkDecisions(model, 1)
    checkDecisions(model, 2)
  })
}

test('a compiled union of words and characters decides as transform and a dot product do', () => {
  const union = new FeatureUnion([
    new TfidfVectorizer({ ngramRange: [1, 2] }),
    new CountVectorizer({ analyzer: 'char_wb', ngramRange: [2, 3] }),
    new FeatureUnion([new TfidfVectorizer({ stem: 'english' })]),
  ])
  checkDecisions(union.fit(training), 1)
  checkDecisions(union.fit(training), 4)
})

test('a model without a weight for each column is refused with both counts', () => {
  const model = new CountVectorizer().fit(['one two three'])
  assert.throws(() => compileLinearText(model, { coef: new Float64Array(5), intercept: new Float64Array(2) }), {
    code: 'INVALID_INPUT',
    message:
      'compileLinearText: expected 3 weights for each of the 2 decisions, one a column of the vectorizer, got 5 in all.',
  })
})

/** Weights of the size that regularised models have. */
function checkDecisions(model: VectorizerModel, decisions: number) {
  const { columns } = model
  const coef = Float64Array.from({ length: decisions * columns }, () => 4 * (random() + random() + random() - 1.5))
  const intercept = Float64Array.from({ length: decisions }, () => random() - 0.5)
  const scorer = compileLinearText(model, { coef, intercept })
  const X = model.transform(asked)
  const out = new Float64Array(decisions)
  for (let i = 0; i < asked.length; i++) {
    scorer.decide(asked[i]!, out)
    for (let k = 0; k < decisions; k++) {
      let expected = intercept[k]!
      for (let e = X.indptr[i]!; e < X.indptr[i + 1]!; e++) {
        expected += X.values[e]! * coef[k * columns + X.indices[e]!]!
      }
      closeTo(out[k]!, expected, asked[i]!)
      if (i % 50 > 0) continue
      const { bias, contributions } = scorer.explain(asked[i]!, k)
      closeTo(
        contributions.reduce((sum, { contribution }) => sum + contribution, bias),
        expected,
        asked[i]!,
      )
    }
  }
}

function closeTo(actual: number, expected: number, text: string) {
  const tolerance = 1e-6 * Math.max(1, Math.abs(expected) / 100)
  assert.ok(Math.abs(actual - expected) < tolerance, `${actual}, expected ${expected}, for ${JSON.stringify(text)}`)
}
