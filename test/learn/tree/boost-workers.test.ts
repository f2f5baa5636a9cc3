import assert from 'node:assert/strict'
import { test } from 'node:test'
import { denseMatrix, Random } from 'slipway/learn'
import { binRows } from '../../../src/learn/tree/boosting/bin-rows.ts'
import { plainKernel } from '../../../src/learn/tree/boosting/kernels/plain.ts'
import { binaryBoostLoss, unitsFor } from '../../../src/learn/tree/boosting/loss.ts'
import { makeBoostMemory } from '../../../src/learn/tree/boosting/memory.ts'
import { workOnNode } from '../../../src/learn/tree/boosting/search.ts'
import { BoostWorkers } from '../../../src/learn/tree/boosting/worker-group.ts'

const n = 20_000
const d = 26
const units = unitsFor(n)
const settings = {
  minSamplesLeaf: 5,
  l2: 0,
  minHessian: 1e-3 * units.hessian,
  units,
  lossUnit: units.hessian / units.gradient ** 2,
  leastGain: 1e-9,
  leastShare: 0,
  minGroup: 20,
}

test('three threads find the gradients and choose the columns as one does, to the byte', (context) => {
  const random = new Random(6)
  const X = denseMatrix(Array.from({ length: n }, () => Array.from({ length: d }, () => random.below(400))))
  const every = Int32Array.from({ length: n }, (_, i) => i)
  const rows = binRows(X, every, new Set(), 255)
  const loss = binaryBoostLoss(
    every.map((i) => (X.values[i * d + 9]! + random.below(300) > 350 ? 1 : 0)),
    new Float64Array(n).fill(1),
    units,
  )
  const [shared, alone] = [makeBoostMemory(rows, 3, loss), makeBoostMemory(rows, 3, loss, false)]
  const workers = BoostWorkers.of(rows, shared, settings, 3)
  if (!workers) return context.skip('no WebAssembly with SIMD here')
  try {
    while (!workers.isReady) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    const kernel = plainKernel(rows, alone)
    for (const memory of [shared, alone]) {
      memory.order.set(every)
      for (let i = 0; i < n; i++) memory.raw[i] = (i % 97) / 20 - 2
    }
    workers.gradients(n)
    loss.gradients(alone.raw, 0, alone.pairs)
    assert.deepEqual(shared.pairs, alone.pairs)
    const totals = { gradient: 0, hessian: 0, count: n }
    for (let i = 0; i < n; i++) {
      totals.gradient += alone.pairs[2 * i]!
      totals.hessian += alone.pairs[2 * i + 1]! - units.count
    }
    assert.deepEqual(
      [0, 2, 4].map((at) => shared.sums[at]!).reduce((a, b) => a + b),
      totals.gradient,
    )
    const work = { start: 0, end: n, parent: undefined, settings, totals, siblings: undefined }
    const chosen = workers.work({ ...work, histogram: shared.makeHistogram() })
    const range = { from: 0, to: d }
    assert.deepEqual(chosen, workOnNode({ ...work, histogram: alone.makeHistogram() }, kernel, rows, range))
    assert.equal(chosen[0]!.feature, 9)
  } finally {
    workers.end()
  }
})
