import assert from 'node:assert/strict'
import { test } from 'node:test'
import { denseMatrix, Random, RandomForestClassifier, toSparse } from 'slipway/learn'
import { assertClose } from '../../support/reference.ts'

/** Rows around a centre for each class, in which the last column says nothing. */
function makeRows(n: number, classes: number, seed: number) {
  const random = new Random(seed)
  const y = Array.from({ length: n }, (_, i) => i % classes)
  const X = denseMatrix(
    y.map((k) => [0, 1, 2, 3, 4].map((j) => random.next() * 3 + (j < 4 && j % classes === k ? 1 : 0))),
  )
  return { X, y }
}

test('the same seed gives the same bytes, however many threads there are', () => {
  const { X, y } = makeRows(2_600, 3, 1)
  for (const given of [X, toSparse(X)]) {
    const fit = (nJobs: number, seed = 7) =>
      new RandomForestClassifier({ nEstimators: 40, nJobs, seed }).fit(given, y).toParts()
    const alone = fit(1)
    assert.deepEqual(fit(2), alone)
    assert.deepEqual(fit(3), alone)
    assert.notDeepEqual(fit(1, 8).tensors, alone.tensors)
  }
})

test('a forest answers rows that it has not seen better than one of its trees', () => {
  const train = makeRows(600, 2, 2)
  const asked = makeRows(2_000, 2, 3)
  const accuracy = (nEstimators: number) => {
    const labels = new RandomForestClassifier({ nEstimators }).fit(train.X, train.y).predict(asked.X)
    return labels.filter((label, i) => label === asked.y[i]).length / labels.length
  }
  assert.ok(accuracy(60) > accuracy(1) + 0.02)
})

test('importances sum to 1, and the column that says nothing has the least', () => {
  const { X, y } = makeRows(800, 2, 4)
  const { featureImportances } = new RandomForestClassifier({ minSamplesLeaf: 10 }).fit(X, y)
  assertClose(
    featureImportances.reduce((sum, share) => sum + share, 0),
    1,
    1e-12,
  )
  assert.equal(featureImportances.indexOf(Math.min(...featureImportances)), 4)
})

test('contributions and bias sum to the probabilities', () => {
  const { X, y } = makeRows(300, 3, 5)
  const model = new RandomForestClassifier({ nEstimators: 15 }).fit(X, y)
  const { bias, values, outputs } = model.contributions(toSparse(X))
  const sums = Array.from({ length: X.rows * outputs }, (_, e) => {
    const [i, k] = [Math.floor(e / outputs), e % outputs]
    return [0, 1, 2, 3, 4].reduce((sum, j) => sum + values[(i * 5 + j) * outputs + k]!, bias[k]!)
  })
  assertClose(sums, model.predictProba(X).values, 1e-12)
})

test('a class that weighs more is answered more often', () => {
  const { X, y } = makeRows(400, 2, 6)
  const answers = (classWeight: { [label: string]: number }) =>
    new RandomForestClassifier({ nEstimators: 20, maxDepth: 3, classWeight })
      .fit(X, y)
      .predict(X)
      .filter((k) => k === 1).length
  assert.ok(answers({ 0: 1, 1: 5 }) > answers({ 0: 5, 1: 1 }) + 100)
})

test('more than 255 values, and values as far apart as numbers go, are told apart where it matters', () => {
  // 20 values a bin, of which the first 127 are below 0: the labels change between two bins.
  const values = Array.from({ length: 5_100 }, (_, i) => (i < 2_540 ? -1 : 1) * 10 ** ((i % 2_540) / 8.6 + 1))
  const X = denseMatrix(values.map((value) => [value, 7]))
  const y = values.map((value) => (value > 0 ? 'up' : 'down'))
  const model = new RandomForestClassifier({ nEstimators: 5 }).fit(X, y)
  assert.deepEqual(model.predict(X), y)
  assert.deepEqual([...model.featureImportances], [1, 0])
})

test('options outside their range are refused together', () => {
  assert.throws(() => new RandomForestClassifier({ nEstimators: 0, nJobs: 0.5, seed: -1 }), {
    code: 'INVALID_OPTION',
    message:
      'RandomForestClassifier: seed: expected a whole number of 0 or more, got -1; nEstimators: expected a whole number of 1 or more, got 0; nJobs: expected a whole number of 1 or more, got 0.5.',
  })
})
