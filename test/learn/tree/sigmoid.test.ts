import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sigmoid } from '../../../src/learn/tree/boosting/sigmoid.ts'

test('the sigmoid of boosting is that of Math.exp to fifteen digits, and has an answer for any decision', () => {
  for (let z = -40; z <= 40; z += 0.00137) {
    const p = 1 / (1 + Math.exp(-z))
    assert.ok(Math.abs(sigmoid(z) - p) <= 4e-15 * p, `${z}: ${sigmoid(z)} instead of ${p}`)
  }
  assert.equal(sigmoid(0), 0.5)
  assert.equal(sigmoid(1e300), 1)
  assert.ok(sigmoid(-1e300) > 0 && sigmoid(-1e300) < 1e-300)
})
