import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CalibratedClassifier,
  CalibratedClassifierModel,
  crossValScore,
  denseMatrix,
  GridSearch,
  LinearSVC,
  LinearSVCModel,
  Pipeline,
  PipelineModel,
  Random,
  TfidfVectorizer,
  TfidfVectorizerModel,
  toSparse,
} from 'slipway/learn'

const words = [
  ['awful', 'broken', 'queue'],
  ['fine', 'average', 'queue'],
  ['great', 'magic', 'fun'],
]

/** Texts of three moods, each with words of its own and some of the others'. */
function moods(rows: number, seed: number) {
  const random = new Random(seed)
  const y = Array.from({ length: rows }, (_, i) => i % 3)
  const texts = y.map((mood) =>
    Array.from({ length: 8 }, () => words[random.below(3) === 0 ? random.below(3) : mood][random.below(3)]).join(' '),
  )
  return { texts, y: y.map((mood) => ['bad', 'fair', 'good'][mood]) }
}

const { texts, y } = moods(300, 1)

for (const ensemble of [true, false]) {
  test(`a calibrated SVM of several classes on sparse rows is stored and read back, ${ensemble ? 'one a fold' : 'one for all'}`, () => {
    const estimator = new Pipeline([new TfidfVectorizer(), new CalibratedClassifier(new LinearSVC(), { ensemble })])
    const model = estimator.fit(texts, y)
    const asked = ['great magic fun', 'awful broken', 'average']
    assert.deepEqual(model.predict(asked), ['good', 'bad', 'fair'])
    const P = model.predictProba(asked)
    for (let i = 0; i < 3; i++) {
      const row = P.values.subarray(3 * i, 3 * i + 3)
      assert.ok(Math.abs(row.reduce((sum, p) => sum + p, 0) - 1) < 1e-12 && row.every((p) => p >= 0 && p <= 1))
    }
    const parts = model.toParts()
    const read = { ...structuredClone(parts), config: JSON.parse(JSON.stringify(parts.config)) }
    const again = PipelineModel.fromParts<readonly string[]>(read, {
      TfidfVectorizer: TfidfVectorizerModel.fromParts,
      CalibratedClassifier: CalibratedClassifierModel.fromParts,
      LinearSVC: LinearSVCModel.fromParts,
    })
    assert.deepEqual(again.predictProba(asked), P)
  })
}

test('an SVM is scored by its labels, and asked for probabilities says what to do', () => {
  const X = toSparse(new TfidfVectorizer().fit(texts).transform(texts))
  assert.ok(crossValScore(new LinearSVC(), X, y).every((score) => score > 0.8))
  const best = new GridSearch((options) => new LinearSVC(options), { C: [1e-4, 1] }).fit(X, y)
  assert.equal(best.bestOptions.C, 1)
  assert.throws(() => crossValScore(new LinearSVC(), X, y, { scoring: 'negLogLoss' }), {
    code: 'INVALID_INPUT',
    message: 'LinearSVC gives no probabilities; put it in a CalibratedClassifier, or choose a score of labels.',
  })
})

test('a fit that is stopped before its end says so, and for which classes', () => {
  const X = new TfidfVectorizer().fit(texts).transform(texts)
  for (const loss of ['squared_hinge', 'hinge'] as const) {
    const said: string[] = []
    const model = new LinearSVC({ loss, maxIter: 1 }).fit(X, y, { onWarning: (message) => said.push(message) })
    assert.equal(model.converged, false)
    assert.deepEqual(said, [
      'LinearSVC: not converged to tol 0.000001 within 1 iterations for "bad", "fair", "good"; scale the columns to a similar range, lower C, or raise maxIter or tol.',
    ])
  }
})

test('rows too long to be squared are refused, and a class of no weight is no trouble', () => {
  assert.throws(() => new LinearSVC().fit(denseMatrix([[1], [1e160]]), ['a', 'b']), {
    code: 'INVALID_INPUT',
    message:
      'LinearSVC: X: expected rows whose squared length is below 1e300, got Infinity in row 1 (counted from 0); scale the columns first.',
  })
  for (const loss of ['squared_hinge', 'hinge'] as const) {
    const model = new LinearSVC({ loss, classWeight: { a: 0, b: 0 } }).fit(denseMatrix([[1], [2]]), ['a', 'b'])
    assert.deepEqual(model.predict(denseMatrix([[1]])), ['a'])
  }
})

test('all options that are out of range are named at once', () => {
  assert.throws(() => new LinearSVC({ C: 0, maxIter: 0.5, loss: 'log' as 'hinge' }), {
    code: 'INVALID_OPTION',
    message:
      'LinearSVC: C: expected a number above 0, got 0; loss: expected "squared_hinge" or "hinge", got "log"; maxIter: expected a whole number of 1 or more, got 0.5.',
  })
})
