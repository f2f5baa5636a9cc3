import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  crossValidate,
  crossValPredict,
  crossValScore,
  DummyRegressor,
  denseMatrix,
  GridSearch,
  KFold,
  Pipeline,
  Random,
  Ridge,
  r2Score,
  rootMeanSquaredError,
  StandardScaler,
  takeRows,
} from 'slipway/learn'
import { assertClose } from '../../support/reference.ts'

const random = new Random(2)
const rows = Array.from({ length: 60 }, () => [random.next(), 10 * random.next()])
const X = denseMatrix(rows)
const y = Float64Array.from(rows, ([a = 0, b = 0]) => 5 * a - b + random.next())

test('a regressor is cross-validated on plain folds, by R² unless another score is asked for', () => {
  const splits = new KFold({ nSplits: 5, shuffle: true, seed: 0 }).split([...y])
  const expected = splits.map(({ train, test }) => {
    const model = new Ridge().fit(
      takeRows(X, train),
      Array.from(train, (row) => y[row]!),
    )
    const actual = Array.from(test, (row) => y[row]!)
    const predicted = model.predict(takeRows(X, test))
    return [r2Score(actual, predicted), -rootMeanSquaredError(actual, predicted)]
  })
  assertClose(
    crossValScore(new Ridge(), X, y),
    expected.map(([r2]) => r2!),
    1e-12,
  )
  const scoring = ['r2', 'negRootMeanSquaredError'] as const
  const { testScores } = crossValidate(new Ridge(), X, [...y], { scoring })
  assertClose(
    testScores.negRootMeanSquaredError,
    expected.map(([, error]) => error!),
    1e-12,
  )
  const baseline = crossValScore(new DummyRegressor(), X, y)
  assert.ok(baseline.every((score) => score <= 0))
})

test('a pipeline that ends in a regressor is one, and each row is predicted without it', () => {
  const pipeline = new Pipeline([new StandardScaler(), new Ridge()])
  const scores = crossValScore(pipeline, X, y, { cv: 3, scoring: 'negMeanAbsoluteError' })
  assert.ok(scores.every((score) => score < 0 && score > -1))
  const predicted: number[] = crossValPredict(new Ridge(), X, y)
  assert.equal(predicted.length, 60)
  assert.ok(r2Score(y, predicted) > 0.9)
})

test('a score of labels says that a regressor has none', () => {
  assert.throws(() => crossValScore(new Ridge(), X, y, { scoring: 'negLogLoss' }), {
    code: 'INVALID_INPUT',
    message: 'Ridge predicts numbers, without probabilities; choose a score of numbers, such as r2.',
  })
})

test('a grid search over regressors fits the best of them, and gives the same on several threads', () => {
  const grid = { alpha: [0.01, 1, 1000] }
  const search = new GridSearch((options: { alpha: number }) => new Ridge(options), grid, { cv: 3, nJobs: 1 })
  const found = search.fit(X, y)
  assert.equal(found.bestOptions.alpha, 0.01)
  assert.deepEqual(found.results[0]!.scores, crossValScore(new Ridge({ alpha: 0.01 }), X, y, { cv: 3 }))
  const predicted: Float64Array = found.predict(X)
  assert.deepEqual(predicted, new Ridge({ alpha: 0.01 }).fit(X, y).predict(X))
  const threads = new GridSearch((options: { alpha: number }) => new Ridge(options), grid, { cv: 3, nJobs: 2 })
  assert.deepEqual(threads.search(X, y), search.search(X, y))
})
