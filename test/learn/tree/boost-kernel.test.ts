import assert from 'node:assert/strict'
import { test } from 'node:test'
import { denseMatrix, Random } from 'slipway/learn'
import { binRows } from '../../../src/learn/tree/boost-bins.ts'
import { type BoostKernel, plainKernel } from '../../../src/learn/tree/boost-kernel.ts'
import { wasmKernel } from '../../../src/learn/tree/boost-kernel-wasm.ts'
import { type BoostMemory, makeBoostMemory } from '../../../src/learn/tree/boost-memory.ts'

/** Rows of `d` columns in bins: numbers, codes of categories, and gaps. */
function makeRows(n: number, d: number) {
  const random = new Random(d)
  const values = Array.from({ length: n }, () =>
    Array.from({ length: d }, (_, j) => (random.below(9) === 0 ? Number.NaN : random.below(j % 2 === 0 ? 1_000 : 7))),
  )
  const every = Int32Array.from({ length: n }, (_, i) => i)
  return binRows(denseMatrix(values), every, new Set(), 255)
}

/** What the kernel leaves in all arrays: a parent split in two, one child counted, the other what remains. */
function work(kernel: BoostKernel, memory: BoostMemory, n: number, d: number) {
  const random = new Random(3)
  for (let i = 0; i < n; i++) memory.order[i] = i
  for (let e = 0; e < 2 * n; e++) memory.pairs[e] = random.below(2 ** 31) - (e % 2 === 0 ? 2 ** 30 : 0)
  for (let bin = 0; bin < memory.isLeft.length; bin++) memory.isLeft[bin] = random.below(2)
  const [parent, child] = [memory.makeHistogram(), memory.makeHistogram()]
  // Columns are padded to whole words of four; what the padding is counted as is nobody's business.
  const columns = (histogram: Float64Array) => histogram.slice(0, d * 512)
  child.fill(7)
  kernel.fill(parent, 0, n)
  const middle = kernel.partition(d - 1, 0, n)
  kernel.fill(child, 0, middle)
  kernel.subtract(parent, child)
  return { middle, order: memory.order.slice(), other: columns(parent), child: columns(child) }
}

for (const d of [1, 3, 4, 17]) {
  test(`the kernel in WebAssembly and the plain one give the same bytes, for ${d} columns`, (context) => {
    const n = 700
    const rows = makeRows(n, d)
    const memory = makeBoostMemory(rows, 2)
    const kernel = wasmKernel(rows, memory)
    if (!kernel) return context.skip('no WebAssembly with SIMD here')
    const alone = makeBoostMemory(rows, 2, false)
    assert.equal(alone.wasm, undefined)
    const [inWasm, plain] = [work(kernel, memory, n, d), work(plainKernel(rows, alone), alone, n, d)]
    assert.deepEqual(inWasm, plain)
    assert.ok(plain.middle > 0 && plain.middle < n)
  })
}

test('what does not fit one memory, or has wider bins, is worked on in plain arrays', () => {
  const rows = makeRows(50, 3)
  assert.equal(makeBoostMemory(rows, 1_000_000).wasm, undefined)
  const levels = denseMatrix(Array.from({ length: 3_000 }, (_, i) => [Math.floor(i / 10)]))
  const wide = binRows(
    levels,
    Int32Array.from({ length: 3_000 }, (_, i) => i),
    new Set([0]),
    255,
  )
  assert.equal(wide.words, undefined)
  assert.equal(makeBoostMemory(wide, 31).wasm, undefined)
})
