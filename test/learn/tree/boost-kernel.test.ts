import assert from 'node:assert/strict'
import { test } from 'node:test'
import { denseMatrix, Random } from 'slipway/learn'
import { binRows } from '../../../src/learn/tree/boosting/bin-rows.ts'
import type { BoostKernel } from '../../../src/learn/tree/boosting/kernels/contract.ts'
import { plainKernel } from '../../../src/learn/tree/boosting/kernels/plain.ts'
import { wasmKernel } from '../../../src/learn/tree/boosting/kernels/wasm.ts'
import { type BoostLoss, binaryBoostLoss, unitsFor } from '../../../src/learn/tree/boosting/loss.ts'
import { type BoostMemory, makeBoostMemory } from '../../../src/learn/tree/boosting/memory.ts'

/** Rows of `d` columns in bins: numbers, codes of categories, and gaps. */
function makeRows(n: number, d: number) {
  const random = new Random(d)
  const values = Array.from({ length: n }, () =>
    Array.from({ length: d }, (_, j) => (random.below(9) === 0 ? Number.NaN : random.below(j % 2 === 0 ? 1_000 : 7))),
  )
  const every = Int32Array.from({ length: n }, (_, i) => i)
  return binRows(denseMatrix(values), every, new Set(), 255)
}

const n = 701
const units = unitsFor(n)
const settings = {
  minSamplesLeaf: 5,
  l2: 0.5 * units.hessian,
  minHessian: 1e-3 * units.hessian,
  units,
  lossUnit: units.hessian / units.gradient ** 2,
  leastGain: 1e-9,
  leastShare: 0,
  minGroup: 20,
}

/** What two classes lose, the rows weighing all the same or not. */
function makeLoss(isWeighted: boolean): BoostLoss {
  const random = new Random(2)
  const codes = Int32Array.from({ length: n }, () => random.below(2))
  return binaryBoostLoss(
    codes,
    Float64Array.from(codes, () => (isWeighted ? random.next() : 1)),
    units,
  )
}

/**
 * What a kernel leaves in all arrays, and answers: gradients, a parent split in two, one child counted, the other what
 * remains, what a split by each column would gain, and a leaf's answer added.
 */
function work(kernel: BoostKernel, memory: BoostMemory, loss: BoostLoss, d: number) {
  const random = new Random(3)
  for (let i = 0; i < n; i++) memory.order[i] = i
  for (let i = 0; i < n; i++) memory.raw[i] = i === 7 ? 800 : random.next() * 12 - 6
  for (let bin = 0; bin < memory.isLeft.length; bin++) memory.isLeft[bin] = random.below(2)
  kernel.gradients?.(0, n - 1, 0)
  loss.gradients(memory.raw, 0, memory.pairs, kernel.gradients ? n - 1 : 0)
  const [parent, child] = [memory.makeHistogram(), memory.makeHistogram()]
  // Columns are padded to whole words of four; what the padding is counted as is nobody's business.
  const columns = (histogram: Float64Array) => histogram.slice(0, d * 512)
  child.fill(7)
  kernel.fill(parent, 0, n)
  const middle = kernel.partition(d - 1, 0, n)
  kernel.fill(child, 0, middle)
  kernel.subtract(parent, child)
  const sums = { gradient: 0, hessian: 0, count: middle }
  for (const row of memory.order.subarray(0, middle)) {
    sums.gradient += memory.pairs[2 * row]!
    sums.hessian += memory.pairs[2 * row + 1]! - units.count
  }
  const gains = Array.from({ length: d }, (_, j) => kernel.gain(j, child, sums, settings))
  kernel.answer(memory.raw, middle, n, 0.3)
  const { pairs, raw, order } = memory
  return {
    middle,
    order: order.slice(0, n),
    pairs: pairs.slice(),
    raw: raw.slice(),
    other: columns(parent),
    child: columns(child),
    gains,
  }
}

for (const d of [1, 3, 4, 17]) {
  test(`the kernel in WebAssembly and the plain one give the same bytes, for ${d} columns`, (context) => {
    const rows = makeRows(n, d)
    for (const loss of [makeLoss(false), makeLoss(true)]) {
      const memory = makeBoostMemory(rows, 2, loss)
      const kernel = wasmKernel(rows, memory, settings)
      if (!kernel) return context.skip('no WebAssembly with SIMD here')
      assert.ok(kernel.gradients)
      const alone = makeBoostMemory(rows, 2, loss, false)
      assert.equal(alone.wasm, undefined)
      const plain = work(plainKernel(rows, alone), alone, loss, d)
      assert.deepEqual(work(kernel, memory, loss, d), plain)
      assert.ok(plain.middle > 0 && plain.middle < n)
      assert.ok(plain.gains.some((gain) => gain > 0))
    }
  })
}

test('what does not fit one memory is worked on in plain arrays', () => {
  const loss = { outputs: 1, binary: undefined }
  assert.equal(makeBoostMemory(makeRows(50, 3), 1_000_000, loss).wasm, undefined)
})

test('columns of more categories than a byte tells apart are counted beside the others', (context) => {
  const random = new Random(5)
  const many = 6_000
  const X = denseMatrix(
    Array.from({ length: many }, (_, i) => [random.below(90), (7 * i) % 300, random.next(), i % 280]),
  )
  const every = Int32Array.from({ length: many }, (_, i) => i)
  const rows = binRows(X, every, new Set([1, 3]), 255)
  assert.deepEqual(
    rows.wide.map(({ column }) => column),
    [1, 3],
  )
  const codes = every.map(() => random.below(2))
  const loss = binaryBoostLoss(codes, new Float64Array(many).fill(1), unitsFor(many))
  const histograms = (kernel: BoostKernel, memory: BoostMemory) => {
    memory.order.set(every)
    loss.gradients(memory.raw, 0, memory.pairs)
    const [parent, child] = [memory.makeHistogram().fill(5), memory.makeHistogram().fill(7)]
    kernel.fill(parent, 0, many)
    kernel.fill(child, 1_000, 3_500)
    kernel.subtract(parent, child)
    const ofColumn = (histogram: Float64Array, j: number) =>
      histogram.slice(2 * rows.starts[j]!, 2 * (rows.starts[j]! + rows.columns[j]!.bins))
    return [parent, child].map((histogram) => [0, 1, 2, 3].map((j) => ofColumn(histogram, j)))
  }
  const alone = makeBoostMemory(rows, 2, loss, false)
  const [others, some] = histograms(plainKernel(rows, alone), alone)

  const expected = new Float64Array(2 * rows.columns[3]!.bins)
  for (let row = 1_000; row < 3_500; row++) {
    expected[2 * X.values[4 * row + 3]!]! += alone.pairs[2 * row]!
    expected[2 * X.values[4 * row + 3]! + 1]! += alone.pairs[2 * row + 1]!
  }
  assert.deepEqual(some![3], expected)
  const memory = makeBoostMemory(rows, 4, loss)
  const kernel = wasmKernel(rows, memory, settings)
  if (!kernel) return context.skip('no WebAssembly with SIMD here')
  assert.deepEqual(histograms(kernel, memory), [others, some])
  // Two threads, a range of columns each.
  const halves = [
    { from: 0, to: 2 },
    { from: 2, to: 4 },
  ].map((range) => wasmKernel(rows, memory, settings, range)!)
  const both: BoostKernel = {
    ...kernel,
    fill(...of) {
      for (const half of halves) half.fill(...of)
    },
    subtract(...of) {
      for (const half of halves) half.subtract(...of)
    },
  }
  assert.deepEqual(histograms(both, memory), [others, some])
})
