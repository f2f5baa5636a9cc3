import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LogisticRegression } from 'slipway/learn'

const column = (n: number) => ({ rows: n, columns: 1, values: Float64Array.from({ length: n }, (_, i) => i) })
const classesOf = (y: (string | number)[]) => new LogisticRegression().fit(column(y.length), y).classes

test('numbers are sorted by value, not as texts', () => {
  assert.deepEqual(classesOf([10, 9, -1, 2.5]), [-1, 2.5, 9, 10])
})

test('texts are sorted by code point, capitals first and emoji last', () => {
  assert.deepEqual(classesOf(['b', '😀', 'a', 'é', 'ﬀ', 'B', 'ab']), ['B', 'a', 'ab', 'b', 'é', 'ﬀ', '😀'])
})
