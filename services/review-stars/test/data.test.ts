import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { bestPossible, posterior } from '../data/best-possible.ts'
import { rows } from '../data/generate.ts'

test('the generator gives the same reviews each time, of all five numbers of stars', () => {
  assert.deepEqual([...rows()], [...rows()])
  assert.deepEqual([...new Set(Array.from(rows(), ({ Rating }) => Rating))].sort(), [1, 2, 3, 4, 5])
})

test('the best possible scores are those that the README states, and neither near chance nor near perfect', () => {
  const best = bestPossible(20_000)
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const stated = /accuracy (0\.\d+), macro F1 0\.\d+, mean absolute error 0\.\d+ and ROC AUC (0\.\d+)/.exec(readme)
  assert.ok(stated, 'the README states them')
  assert.ok(Math.abs(best.accuracy - Number(stated[1])) < 0.02)
  assert.ok(Math.abs(best.rocAuc - Number(stated[2])) < 0.01)
  assert.ok(best.rocAuc > 0.75 && best.rocAuc < 0.95)
})

test('who knows the generator knows what a text says: nothing, praise or blame', () => {
  const nothing = posterior('We stayed for three days.')
  assert.ok(nothing.every((p, s) => Math.abs(p - [0.08, 0.12, 0.2, 0.28, 0.32][s]!) < 1e-12))
  assert.ok(posterior('The staff was excellent. The park was a nightmare. The show was magical.')[4]! > nothing[4]!)
  assert.ok(posterior('The weather was awful.')[0]! > nothing[0]!)
})
