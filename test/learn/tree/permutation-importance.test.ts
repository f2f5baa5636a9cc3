import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DecisionTreeClassifier, denseMatrix, permutationImportance, Random, toSparse } from 'slipway/learn'

test('shuffling the column that decides costs most, one that is never asked nothing', () => {
  const random = new Random(1)
  const rows = Array.from({ length: 400 }, () => [random.next(), random.next(), random.next()])
  const X = denseMatrix(rows)
  const y = rows.map(([a, b]) => (a! * 3 + b! > 2 ? 'high' : 'low'))
  const model = new DecisionTreeClassifier({ maxDepth: 4 }).fit(X, y)
  const before = structuredClone(X)
  const found = permutationImportance(model, X, y, { seed: 3 })
  assert.deepEqual(X, before)
  assert.ok(found.baseline > 0.95)
  const [a, b, c] = found.means as unknown as [number, number, number]
  assert.ok(a > b && b > c && a > 0.3 && Math.abs(c) < 0.03, `${a} ${b} ${c}`)
  assert.deepEqual(permutationImportance(model, toSparse(X), y, { seed: 3 }), found)
  assert.ok(permutationImportance(model, X, y, { scoring: 'negLogLoss', repeats: 1 }).means[0]! > 0.3)
})
