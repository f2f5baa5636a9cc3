import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from 'slipway/learn'
import { PredictionIntervals } from '../../src/model/prediction-intervals.ts'

/** Predictions of 100, 101, …, whose errors grow with them. */
function made(rows: number, seed: number) {
  const random = new Random(seed)
  const predicted = Float64Array.from({ length: rows }, () => 100 + 900 * random.next())
  const targets = predicted.map((value) => value + value * 0.2 * (random.next() + random.next() - 1))
  return { predicted, targets }
}

function coverage(intervals: PredictionIntervals, { predicted, targets }: ReturnType<typeof made>): number {
  const within = predicted.filter((value, i) => {
    const [from, to] = intervals.of(value)
    return targets[i]! >= from && targets[i]! <= to
  })
  return within.length / predicted.length
}

test('intervals hold what they promise on rows that they were not measured on, whatever the size of the prediction', () => {
  const { predicted, targets } = made(4000, 1)
  for (const level of [0.5, 0.8, 0.9, 0.95]) {
    const intervals = PredictionIntervals.measure(predicted, targets, level)
    const other = made(20_000, 2)
    assert.ok(Math.abs(coverage(intervals, other) - level) < 0.015, `${level}: ${coverage(intervals, other)}`)
    const small = other.predicted.map((value) => (value < 250 ? value : Number.NaN))
    const places = [...small.keys()].filter((i) => !Number.isNaN(small[i]!))
    const some = {
      predicted: Float64Array.from(places, (i) => other.predicted[i]!),
      targets: Float64Array.from(places, (i) => other.targets[i]!),
    }
    assert.ok(coverage(intervals, some) > level - 0.03, `${level}: ${coverage(intervals, some)}`)
  }
})

test('an interval is as wide as errors are for predictions of that size', () => {
  const { predicted, targets } = made(4000, 1)
  const intervals = PredictionIntervals.measure(predicted, targets, 0.9)
  const width = (value: number) => intervals.of(value)[1] - intervals.of(value)[0]
  assert.ok(width(950) > 4 * width(150))
})

test('of few errors the smallest and largest are the ends; with 99 the fifth from either side', () => {
  const predicted = new Float64Array(99)
  const targets = Float64Array.from({ length: 99 }, (_, i) => i - 49)
  assert.deepEqual(PredictionIntervals.measure(predicted, targets, 0.9).of(0), [-45, 45])
  assert.deepEqual(PredictionIntervals.measure(predicted.slice(0, 5), targets.slice(0, 5), 0.9).of(0), [-49, -45])
})

test('where no target is below 0, no interval is', () => {
  const targets = Float64Array.of(0, 1, 2, 3, 10, 12, 13)
  const intervals = PredictionIntervals.measure(new Float64Array(7).fill(6), targets, 0.9)
  assert.deepEqual(intervals.of(2), [0, 9])
})

test('taken apart and put together, it gives the same intervals', () => {
  const { predicted, targets } = made(1000, 3)
  const intervals = PredictionIntervals.measure(predicted, targets, 0.8)
  const again = PredictionIntervals.fromParts(intervals.toParts())
  assert.equal(again.level, 0.8)
  for (const value of [0, 100, 400, 1000, 1e6]) assert.deepEqual(again.of(value), intervals.of(value))
  assert.throws(() => PredictionIntervals.fromParts({ kind: '', config: {}, tensors: {} }), /edges/)
})
