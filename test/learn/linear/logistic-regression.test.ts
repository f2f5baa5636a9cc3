import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  denseMatrix,
  LogisticRegression,
  LogisticRegressionModel,
  type LogisticRegressionOptions,
  toSparse,
} from 'slipway/learn'

const X = denseMatrix([[-2], [-1], [1], [2]])
const y = ['no', 'no', 'yes', 'yes']

test('a column that tells two classes apart gives the right label on each side', () => {
  const model = new LogisticRegression().fit(X, y)
  assert.deepEqual(model.predict(X), y)
  assert.equal(model.converged, true)
})

test('a fit that does not get there says so in a flag and a warning, and still gives its best', () => {
  const warnings: string[] = []
  const model = new LogisticRegression({ maxIter: 1, C: 100 }).fit(X, y, { onWarning: (text) => warnings.push(text) })
  assert.equal(model.converged, false)
  assert.equal(model.iterations, 1)
  assert.deepEqual(warnings, [
    'LogisticRegression: not converged to tol 0.000001 after 1 iterations; scale the columns to a similar range, lower C, or raise maxIter or tol.',
  ])
  assert.deepEqual(model.predict(X), y)
})

test('separable classes and hardly any penalty give a finite model, for L2 and L1', () => {
  for (const l1Ratio of [0, 0.5, 1]) {
    const model = new LogisticRegression({ C: 1e6, l1Ratio }).fit(X, y)
    assert.equal(model.converged, true)
    assert.ok(model.coef.every(Number.isFinite))
    assert.deepEqual(model.predict(X), y)
  }
})

test('a penalty that nothing can pay for leaves the shares of the classes as the answer', () => {
  const model = new LogisticRegression({ C: 1e-3, l1Ratio: 1 }).fit(X, ['a', 'b', 'b', 'b'])
  assert.deepEqual([...model.coef], [0])
  assert.ok(Math.abs(model.predictProba(X).values[1]! - 0.75) < 1e-6)
})

test('columns far from 0, such as years, are no harder than columns around it', () => {
  const near = new LogisticRegression().fit(X, y)
  const far = new LogisticRegression().fit(denseMatrix([[2e6 - 2], [2e6 - 1], [2e6 + 1], [2e6 + 2]]), y)
  assert.equal(far.iterations, near.iterations)
})

test('a weight of 2 counts like a row given twice, and a weight of 0 like no row', () => {
  const weighted = new LogisticRegression({ tol: 1e-10 }).fit(X, y, { sampleWeight: [1, 2, 1, 0] })
  const repeated = new LogisticRegression({ tol: 1e-10 }).fit(denseMatrix([[-2], [-1], [-1], [1]]), [
    'no',
    'no',
    'no',
    'yes',
  ])
  assert.ok(Math.abs(weighted.coef[0]! - repeated.coef[0]!) < 1e-9)
  assert.ok(Math.abs(weighted.intercept[0]! - repeated.intercept[0]!) < 1e-9)
})

test('the shares of progress rise from 0 to 1', () => {
  const shares: number[] = []
  new LogisticRegression({ l1Ratio: 0.5 }).fit(toSparse(X), y, { onProgress: (share) => shares.push(share) })
  assert.equal(shares[0], 0)
  assert.equal(shares.at(-1), 1)
  assert.ok(shares.every((share) => share >= 0 && share <= 1))
})

test('a fit taken apart and put together again remembers whether it converged', () => {
  const model = new LogisticRegression({ maxIter: 1 }).fit(X, y, { onWarning: () => {} })
  const again = LogisticRegressionModel.fromParts(model.toParts())
  assert.deepEqual(
    [again.converged, again.iterations, again.classes],
    [model.converged, model.iterations, model.classes],
  )
})

test('options out of range are refused all together', () => {
  const wrong = { C: 0, l1Ratio: 2, tol: -1, maxIter: 0.5, classWeight: { a: -1 } }
  assert.throws(() => new LogisticRegression(wrong), {
    code: 'INVALID_OPTION',
    message:
      'LogisticRegression: C: expected a number above 0, got 0; l1Ratio: expected a number from 0 to 1, got 2; classWeight.a: expected a number of 0 or more, got -1; tol: expected a number above 0, got -1; maxIter: expected a whole number of 1 or more, got 0.5.',
  })
  const unbalanced = { classWeight: 'even' } as unknown as LogisticRegressionOptions
  assert.throws(() => new LogisticRegression(unbalanced), {
    message: 'LogisticRegression: classWeight: expected "balanced" or weights by label, got "even".',
  })
})

test('weights by label that name no class and leave one out are refused, by name', () => {
  const estimator = new LogisticRegression({ classWeight: { yes: 2, non: 1 } })
  assert.throws(() => estimator.fit(X, y), {
    code: 'INVALID_OPTION',
    message: 'classWeight: there is no class "non", and "no" has no weight; use the labels as they are in y.',
  })
})
