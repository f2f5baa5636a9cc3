import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LinearSVC, Random, takeRows, toSparse } from 'slipway/learn'
import { plainMarginRows } from '../../../src/learn/svm/kernels/plain.ts'
import { wasmMarginRows } from '../../../src/learn/svm/kernels/wasm.ts'

/** Sparse rows of any number of entries, none included. */
function sparseRows(rows: number, columns: number) {
  const random = new Random(3)
  const values = Float64Array.from({ length: rows * columns }, () => (random.below(4) === 0 ? random.next() - 0.3 : 0))
  values.fill(0, columns, 2 * columns)
  return toSparse({ rows, columns, values })
}

for (const classes of [1, 2, 3, 6]) {
  test(`rows are multiplied and added to the same bytes with and without WebAssembly, ${classes} classes together`, (context) => {
    const X = sparseRows(40, 11)
    const wasm = wasmMarginRows(X, classes)
    if (!wasm) return context.skip('no WebAssembly with SIMD here')
    const plain = plainMarginRows(X, classes)
    const random = new Random(classes)
    for (let turn = 0; turn < 200; turn++) {
      const row = random.below(X.rows)
      for (const rows of [wasm, plain]) rows.multiply(row)
      assert.deepEqual(wasm.products, plain.products)
      for (let at = 0; at < 2 * classes; at++) wasm.steps[at] = plain.steps[at] = random.next() - 0.5
      for (const rows of [wasm, plain]) rows.add(row)
    }
    assert.deepEqual(wasm.pairs, plain.pairs)
    assert.ok(plain.products.some((product) => product !== 0))
  })
}

test('what an SVM learns of a class does not depend on the classes learnt beside it', () => {
  const X = sparseRows(300, 20)
  const random = new Random(5)
  const y = Array.from({ length: X.rows }, () => random.below(9))
  const all = new LinearSVC().fit(X, y)
  // Nine classes take two turns of six and three; of class 0 the other eight are one.
  for (const k of [0, 7]) {
    const alone = new LinearSVC().fit(
      X,
      y.map((label) => (label === k ? 1 : 0)),
    )
    assert.deepEqual(alone.coef, all.coef.slice(k * X.columns, (k + 1) * X.columns))
    assert.equal(alone.intercept[0], all.intercept[k])
  }
})

test('rows in the order of their labels are as good as any', () => {
  const X = sparseRows(400, 15)
  const y = Array.from({ length: X.rows }, (_, i) => (X.values[X.indptr[i]!]! > 0.3 ? 'high' : 'low'))
  const order = y.map((_, i) => i).sort((a, b) => (y[a]! < y[b]! ? -1 : y[a]! > y[b]! ? 1 : a - b))
  for (const loss of ['squared_hinge', 'hinge'] as const) {
    const plain = new LinearSVC({ loss, maxIter: 5000 }).fit(X, y)
    const sorted = new LinearSVC({ loss, maxIter: 5000 }).fit(
      takeRows(X, order),
      order.map((i) => y[i]!),
    )
    assert.ok(plain.converged && sorted.converged)
    sorted.coef.forEach((w, j) => {
      assert.ok(Math.abs(w - plain.coef[j]!) < 5e-3, `weight ${j}`)
    })
  }
})
