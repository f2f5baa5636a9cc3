import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { eachOf } from '../../src/probe/each-of.ts'
import { percentile } from '../../src/probe/percentile.ts'

test('work runs so many at a time and its results come in the order of the items', async () => {
  let running = 0
  let most = 0
  const results = await eachOf([30, 1, 20, 2, 10], 2, async (ms, index) => {
    most = Math.max(most, ++running)
    await sleep(ms)
    running--
    return `${index}:${ms}`
  })
  assert.deepEqual(results, ['0:30', '1:1', '2:20', '3:2', '4:10'])
  assert.equal(most, 2)
})

test('the first failure ends the work: what has not begun is left alone', async () => {
  const begun: number[] = []
  const work = eachOf([1, 2, 3, 4, 5, 6], 2, async (item) => {
    begun.push(item)
    await sleep(1)
    if (item === 2) throw new Error('no')
  })
  await assert.rejects(work, { message: 'no' })
  await sleep(10)
  assert.ok(!begun.includes(6), `began ${begun}`)
})

test('a percentile is a value that was measured', () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  assert.equal(percentile(values, 0.5), 5)
  assert.equal(percentile(values, 0.95), 10)
  assert.equal(percentile(values, 0), 1)
  assert.equal(percentile([7], 0.99), 7)
  assert.ok(Number.isNaN(percentile([], 0.5)))
})
