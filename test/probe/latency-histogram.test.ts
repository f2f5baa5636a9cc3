import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LatencyHistogram } from '../../src/probe/load/latency-histogram.ts'
import { percentile } from '../../src/probe/percentile.ts'

test('percentiles of a histogram are those of the sorted latencies to a tenth of a percent, from microseconds to minutes', () => {
  const histogram = new LatencyHistogram()
  const all: number[] = []
  for (let i = 0; i < 20_000; i++) {
    const ms = Math.round(1000 * 0.01 * 1.0008 ** i) / 1000
    all.push(ms)
    histogram.add(ms)
  }
  const sorted = Float64Array.from(all).sort()
  for (const p of [0, 0.001, 0.5, 0.9, 0.95, 0.99, 0.999, 1]) {
    const [expected, got] = [percentile(sorted, p), histogram.percentileMs(p)]
    assert.ok(got >= expected && got <= expected * 1.001 + 0.001, `p${100 * p}: ${got}, exactly ${expected}`)
  }
  assert.deepEqual([histogram.minMs, histogram.maxMs, histogram.count], [sorted[0], sorted.at(-1), 20_000])
})

test('the bars of a histogram have round bounds, hold every latency, and none lies outside its bar', () => {
  const histogram = new LatencyHistogram()
  for (const ms of [0.4, 1, 1.2, 1.499, 1.5, 4, 40, 40.5, 99.9]) histogram.add(ms)
  const bars = histogram.bars()
  assert.deepEqual(
    bars.filter(({ count }) => count > 0),
    [
      { fromMs: 0.3, toMs: 0.5, count: 1 },
      { fromMs: 1, toMs: 1.5, count: 3 },
      { fromMs: 1.5, toMs: 2, count: 1 },
      { fromMs: 3, toMs: 5, count: 1 },
      { fromMs: 30, toMs: 50, count: 2 },
      { fromMs: 70, toMs: 100, count: 1 },
    ],
  )
  for (let j = 1; j < bars.length; j++) assert.equal(bars[j]?.fromMs, bars[j - 1]?.toMs)
})

test('a histogram of nothing has no percentile and no bar', () => {
  const histogram = new LatencyHistogram()
  assert.ok(Number.isNaN(histogram.percentileMs(0.5)))
  assert.deepEqual(histogram.bars(), [])
})

test('a latency of hours counts as the longest that there is a slot for', () => {
  const histogram = new LatencyHistogram()
  histogram.add(1e7)
  assert.equal(histogram.maxMs, 1e7)
  assert.equal(histogram.percentileMs(0.5), (2 ** 32 - 1) / 1000)
  assert.equal(histogram.bars().at(-1)?.count, 1)
})
