import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from 'slipway/learn'

test('a seed gives the same numbers today as on the day this was written', () => {
  const random = new Random(42)
  assert.deepEqual([random.uint32(), random.uint32(), random.uint32()], [2802091377, 2115501414, 3450065899])
})

test('seeds and streams that differ by one have nothing in common', () => {
  const starts = new Set<number>()
  for (let seed = 0; seed < 100; seed++) {
    for (let stream = 0; stream < 10; stream++) starts.add(new Random(seed, stream).uint32())
  }
  assert.equal(starts.size, 1000)
  assert.notEqual(new Random(1, 0).uint32(), new Random(0, 1).uint32())
  assert.notEqual(new Random(2 ** 40).uint32(), new Random(0).uint32())
})

test('numbers below 1 are spread evenly: mean and variance are those of the uniform distribution', () => {
  const random = new Random(7)
  const n = 100_000
  const drawn = Float64Array.from({ length: n }, () => random.next())
  const mean = drawn.reduce((sum, x) => sum + x, 0) / n
  const variance = drawn.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n
  // Five standard deviations of the mean, and of the variance, of that many numbers.
  assert.ok(Math.abs(mean - 1 / 2) < 5 * Math.sqrt(1 / 12 / n), String(mean))
  assert.ok(Math.abs(variance - 1 / 12) < 5 * Math.sqrt(1 / 180 / n), String(variance))
  assert.ok(drawn.every((x) => x >= 0 && x < 1))
})

test('whole numbers below a bound all come up, each about as often', () => {
  const random = new Random(3)
  const times = new Array<number>(7).fill(0)
  for (let i = 0; i < 70_000; i++) times[random.below(7)]!++
  for (const count of times) assert.ok(Math.abs(count - 10_000) < 5 * Math.sqrt(10_000), String(times))
})

test('shuffling keeps every value, and each of the six orders of three comes up', () => {
  const random = new Random(9)
  const orders = new Map<string, number>()
  for (let i = 0; i < 6000; i++) {
    const order = random.permutation(3).join('')
    orders.set(order, (orders.get(order) ?? 0) + 1)
  }
  assert.equal(orders.size, 6)
  for (const count of orders.values()) assert.ok(Math.abs(count - 1000) < 5 * Math.sqrt(1000), String([...orders]))
})
