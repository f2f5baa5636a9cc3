import assert from 'node:assert/strict'
import { test } from 'node:test'
import { denseMatrix, KNeighborsRegressor, Random } from 'slipway/learn'
import { assertClose } from '../../support/reference.ts'

const random = new Random(4)
const rows = Array.from({ length: 80 }, () => Array.from({ length: 3 }, () => random.next()))
const targets = rows.map(([a = 0, b = 0]) => 3 * a - b)

/** The k nearest by the definition, first come first at the same distance. */
function byHand(row: readonly number[], k: number, weights: 'uniform' | 'distance'): number {
  const near = rows
    .map((other, i) => ({ i, distance: Math.hypot(...other.map((value, j) => value - row[j]!)) }))
    .sort((a, b) => a.distance - b.distance || a.i - b.i)
    .slice(0, k)
  const shares = near.map(({ distance }) => (weights === 'uniform' ? 1 : 1 / distance))
  const total = shares.reduce((sum, share) => sum + share, 0)
  return near.reduce((sum, { i }, at) => sum + (shares[at]! / total) * targets[i]!, 0)
}

test('a prediction is the mean target of the nearest rows, by their distances where asked for', () => {
  const asked = Array.from({ length: 20 }, () => Array.from({ length: 3 }, () => random.next()))
  for (const weights of ['uniform', 'distance'] as const) {
    for (const nNeighbors of [1, 4, 80]) {
      const model = new KNeighborsRegressor({ nNeighbors, weights }).fit(denseMatrix(rows), targets)
      assertClose(
        model.predict(denseMatrix(asked)),
        asked.map((row) => byHand(row, nNeighbors, weights)),
        1e-9,
      )
    }
  }
})

test('a row that was learned from decides alone by distance, and too few rows are refused', () => {
  const model = new KNeighborsRegressor({ weights: 'distance' }).fit(denseMatrix(rows), targets)
  assertClose(model.predict(denseMatrix(rows)), targets, 1e-12)
  assert.throws(() => new KNeighborsRegressor().fit(denseMatrix([[1], [2]]), [1, 2]), {
    code: 'INVALID_INPUT',
    message: 'KNeighborsRegressor: X: expected at least nNeighbors = 5 rows, got 2.',
  })
})
