import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DummyRegressor, type DummyRegressorOptions, denseMatrix } from 'slipway/learn'

const X = denseMatrix([[1], [2], [3], [4]])
const y = [4, 1, 10, 2]
const constantOf = (options: DummyRegressorOptions, sampleWeight?: readonly number[]) =>
  new DummyRegressor(options).fit(X, y, sampleWeight ? { sampleWeight } : {}).constant

test('each strategy gives the number that its name says', () => {
  assert.equal(constantOf({}), 4.25)
  assert.equal(constantOf({ strategy: 'median' }), 3)
  assert.equal(constantOf({ strategy: 'quantile', quantile: 0.9 }), 4 + (0.9 * 3 - 2) * 6)
  assert.equal(constantOf({ strategy: 'quantile', quantile: 0 }), 1)
  assert.equal(constantOf({ strategy: 'quantile', quantile: 1 }), 10)
  assert.equal(constantOf({ strategy: 'constant', constant: -7 }), -7)
})

test('weights count as rows do', () => {
  assert.equal(constantOf({}, [1, 0, 3, 0]), 8.5)
  assert.equal(constantOf({ strategy: 'median' }, [1, 1, 1, 1]), 3)
  assert.equal(constantOf({ strategy: 'median' }, [1, 3, 1, 1]), 1.5)
  assert.equal(constantOf({ strategy: 'median' }, [1, 5, 1, 1]), 1)
  assert.equal(constantOf({ strategy: 'quantile', quantile: 1 }, [1, 1, 0, 1]), 4)
  assert.equal(constantOf({ strategy: 'quantile', quantile: 0 }, [1, 0, 1, 1]), 2)
})

test('the mean of targets near the largest number is one', () => {
  assert.equal(new DummyRegressor().fit(denseMatrix([[1], [1]]), [1.5e308, 1.5e308]).constant, 1.5e308)
})

test('a strategy without its number is refused', () => {
  assert.throws(() => new DummyRegressor({ strategy: 'quantile' }), {
    code: 'INVALID_OPTION',
    message: 'DummyRegressor: quantile: expected a number beside strategy "quantile", got none.',
  })
  assert.throws(() => new DummyRegressor({ strategy: 'constant' }), { code: 'INVALID_OPTION' })
})
