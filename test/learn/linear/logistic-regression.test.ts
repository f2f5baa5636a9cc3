import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LogisticRegression } from 'slipway/learn'

const X = { rows: 4, columns: 1, values: Float64Array.of(-2, -1, 1, 2) }

test('a column that tells two classes apart gives the right label on each side', () => {
  const model = new LogisticRegression().fit(X, ['no', 'no', 'yes', 'yes'])
  assert.deepEqual(model.predict(X), ['no', 'no', 'yes', 'yes'])
  assert.equal(model.converged, true)
})
