import assert from 'node:assert/strict'
import { test } from 'node:test'
// The package shows these through its models only.
import { argmax, decidedClasses } from '../../src/learn/argmax.ts'
import { grown } from '../../src/learn/growing.ts'
import { logSumExp, sigmoid, softmax, softplus } from '../../src/learn/softmax.ts'
import { strongestFirst } from '../../src/learn/strongest-first.ts'

test('the logistic function, the softmax and their logarithms hold where exp overflows', () => {
  assert.deepEqual([sigmoid(0), sigmoid(1000), sigmoid(-1000)], [0.5, 1, 0])
  assert.deepEqual([softplus(1000), softplus(-1000)], [1000, 0])
  const z = Float64Array.of(9, 1000, 1000, 0, 9)
  assert.ok(Math.abs(logSumExp(z, 1, 2) - (1000 + Math.LN2)) < 1e-12)
  softmax(z, 1, 3)
  assert.deepEqual([...z], [9, 0.5, 0.5, 0, 9])
  const out = new Float64Array(2)
  softmax(Float64Array.of(-Infinity, -Infinity), 0, 2, out)
  assert.deepEqual([...out], [0.5, 0.5])
})

test('of equals the first is the largest, and a decision of 0 is for the first class', () => {
  assert.equal(argmax(Float64Array.of(9, 1, 3, 3), 1, 3), 1)
  assert.deepEqual([...decidedClasses({ rows: 3, columns: 1, values: Float64Array.of(0, 1, -1) })], [0, 1, 0])
  assert.deepEqual([...decidedClasses({ rows: 2, columns: 2, values: Float64Array.of(1, 1, 0, 2) })], [0, 1])
})

test('an array grows to twice its room or to what is needed, and keeps its type and entries', () => {
  assert.deepEqual(grown(Int32Array.of(1, 2), 3), Int32Array.of(1, 2, 0, 0))
  assert.deepEqual(grown(Uint8Array.of(1), 5), Uint8Array.of(1, 0, 0, 0, 0))
})

test('an explanation begins with what moved the prediction most, in either direction', () => {
  const explanation = [{ contribution: 1 }, { contribution: -3 }, { contribution: 2 }]
  assert.deepEqual(
    strongestFirst(explanation).map(({ contribution }) => contribution),
    [-3, 2, 1],
  )
})
