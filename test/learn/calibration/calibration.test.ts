import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  brierScoreLoss,
  CalibratedClassifier,
  CalibratedClassifierModel,
  calibrate,
  denseMatrix,
  GaussianNB,
  GaussianNBModel,
  IsotonicRegression,
  LogisticRegression,
  LogisticRegressionModel,
  MultinomialNB,
  Pipeline,
  Random,
  SigmoidCalibration,
  TfidfVectorizer,
} from 'slipway/learn'

/** Columns that say the same thing five times over: naive Bayes takes them for five reasons and is far too sure. */
function repetitiveWorld(rows: number, seed: number) {
  const random = new Random(seed)
  const noise = () => random.next() + random.next() + random.next() - 1.5
  const signal = Array.from({ length: rows }, noise)
  const y = signal.map((value) => (value + 1.5 * noise() > 0 ? 'yes' : 'no'))
  return { X: denseMatrix(signal.map((value) => Array.from({ length: 5 }, () => value))), y }
}

const { X, y } = repetitiveWorld(400, 1)
const unseen = repetitiveWorld(400, 2)

for (const method of ['sigmoid', 'isotonic'] as const) {
  for (const ensemble of [true, false]) {
    test(`a classifier that is too sure becomes honest on new rows: ${method}, ${ensemble ? 'one a fold' : 'one for all'}`, () => {
      const plain = new GaussianNB().fit(X, y)
      const honest = new CalibratedClassifier(new GaussianNB(), { method, ensemble }).fit(X, y)
      const before = brierScoreLoss(unseen.y, plain.predictProba(unseen.X))
      const after = brierScoreLoss(unseen.y, honest.predictProba(unseen.X))
      assert.ok(after < 0.9 * before, `Brier score ${after}, before ${before}`)
    })
  }
}

test('without an ensemble there is one classifier, fitted on all rows', () => {
  const model = new CalibratedClassifier(new LogisticRegression(), { ensemble: false }).fit(X, y)
  assert.equal(model.members.length, 1)
  assert.deepEqual(model.members[0]!.model.toParts(), new LogisticRegression().fit(X, y).toParts())
})

test('fitting twice gives the same bytes, and parts give back the same answers', () => {
  for (const method of ['sigmoid', 'isotonic'] as const) {
    const estimator = new CalibratedClassifier(new GaussianNB(), { method })
    const model = estimator.fit(X, y)
    const parts = model.toParts()
    assert.deepEqual(estimator.fit(X, y).toParts(), parts)
    const read = { ...structuredClone(parts), config: JSON.parse(JSON.stringify(parts.config)) }
    const again = CalibratedClassifierModel.fromParts(read, { GaussianNB: GaussianNBModel.fromParts })
    assert.deepEqual(again.predictProba(X), model.predictProba(X))
    assert.deepEqual(again.predict(X), model.predict(X))
    assert.deepEqual(again.toParts(), parts)
  }
})

test('a stored model whose calibrators are missing is refused', () => {
  const parts = { kind: 'CalibratedClassifier', config: { steps: [] }, tensors: {} }
  assert.throws(() => CalibratedClassifierModel.fromParts(parts, {}), { code: 'ARTIFACT_CORRUPT' })
  const whole = calibrate(new LogisticRegression().fit(X, y), X, y).toParts()
  const [classifier] = whole.config.steps as [never]
  const halved = { ...whole, config: { steps: [classifier] } }
  assert.throws(
    () => CalibratedClassifierModel.fromParts(halved, { LogisticRegression: LogisticRegressionModel.fromParts }),
    {
      code: 'ARTIFACT_CORRUPT',
      message:
        'CalibratedClassifier: expected classifiers, each with its calibrators behind it, got LogisticRegression.',
    },
  )
})

test('a pipeline that reads texts can be calibrated as it is', () => {
  const texts = Array.from({ length: 40 }, (_, i) => (i % 2 ? `good ride ${i}` : `bad queue ${i}`))
  const labels = texts.map((text) => (text.startsWith('good') ? 'positive' : 'negative'))
  const pipeline = new Pipeline([new TfidfVectorizer(), new MultinomialNB()])
  const model = new CalibratedClassifier(pipeline).fit(texts, labels)
  assert.deepEqual(model.predict(['a good day', 'a bad day']), ['positive', 'negative'])
})

test('the shares of progress rise to 1, and warnings of the folds are passed on', () => {
  const shares: number[] = []
  const warnings: string[] = []
  new CalibratedClassifier(new LogisticRegression({ maxIter: 1 }), { cv: 3, ensemble: false }).fit(X, y, {
    onProgress: (share) => shares.push(share),
    onWarning: (text) => warnings.push(text),
  })
  assert.deepEqual(shares, [...shares].sort())
  assert.equal(shares.at(-1), 1)
  assert.equal(warnings.length, 4)
})

test('a class with fewer rows than folds is refused by name', () => {
  const labels = y.map((label, i) => (i < 3 ? 'rare' : label))
  assert.throws(() => new CalibratedClassifier(new GaussianNB()).fit(X, labels), {
    code: 'INVALID_INPUT',
    message:
      'CalibratedClassifier: y: expected at least 5 rows of each class, one for each fold, got 3 of "rare"; use fewer folds.',
  })
})

test('a label that a fitted classifier does not know is refused by name', () => {
  const model = new GaussianNB().fit(X, y)
  assert.throws(() => calibrate(model, X, [...y.slice(1), 'maybe']), {
    code: 'INVALID_INPUT',
    message: 'calibrate: y: expected the classifier\'s labels "no", "yes", got "maybe".',
  })
})

test('an unknown method is refused', () => {
  assert.throws(() => new CalibratedClassifier(new GaussianNB(), { method: 'beta' as 'sigmoid' }), {
    code: 'INVALID_OPTION',
    message: 'CalibratedClassifier: method: expected "sigmoid" or "isotonic", got "beta".',
  })
})

test('calibrators refuse what they cannot use, all at once', () => {
  for (const calibration of [new SigmoidCalibration(), new IsotonicRegression()]) {
    const who = calibration.constructor.name
    assert.throws(() => calibration.fit([1, Number.NaN], [0], { sampleWeight: [-1, 1] }), {
      code: 'INVALID_INPUT',
      message: `${who}: values: expected finite numbers, got NaN at place 1; targets: expected 2 numbers, as many as values, got 1; sampleWeight: expected finite numbers of 0 or more, got -1 at place 0.`,
    })
    assert.throws(() => calibration.fit([], []), {
      message: `${who}: values: expected at least one, got none.`,
    })
  }
})

test('isotonic regression is level beyond its ends and straight between its thresholds', () => {
  const model = new IsotonicRegression().fit([1, 2, 3, 4], [0, 2, 1, 5])
  assert.deepEqual([...model.xThresholds], [1, 2, 3, 4])
  assert.deepEqual([...model.yThresholds], [0, 1.5, 1.5, 5])
  assert.deepEqual([...model.predict([-9, 1.5, 2.5, 3.5, 9])], [0, 0.75, 1.5, 3.25, 5])
})
