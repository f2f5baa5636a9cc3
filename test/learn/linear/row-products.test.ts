import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Matrix } from '../../../src/learn/contract.ts'
import { designOf } from '../../../src/learn/linear/design.ts'
import { binaryLoss, softmaxLoss } from '../../../src/learn/linear/logistic-loss.ts'
import { productsAlone } from '../../../src/learn/linear/row-products.ts'
import { RowWorkers } from '../../../src/learn/linear/row-workers.ts'
import { toSparse } from '../../../src/learn/matrix.ts'
import { Random } from '../../../src/learn/random.ts'

const rows = 203
const columns = 17
const ranges = [0, 51, 102, 152].map((from, r, all) => ({ from, to: all[r + 1] ?? rows }))

for (const classes of [2, 4]) {
  for (const kind of ['sparse', 'dense']) {
    test(`products with ${kind} rows for ${classes} classes are the same bytes on one, two, three and four threads`, () => {
      const random = new Random(classes)
      const numbers = (length: number) => Float64Array.from({ length }, () => random.next() - 0.5)
      const values = numbers(rows * columns).map((value) => (Math.abs(value) < 0.3 ? 0 : value))
      const dense: Matrix = { rows, columns, values }
      const codes = Int32Array.from({ length: rows }, () => random.below(classes))
      const weights = numbers(rows).map(Math.abs)
      const loss = classes === 2 ? binaryLoss(codes, weights) : softmaxLoss(codes, weights, classes)
      const design = designOf(kind === 'sparse' ? toSparse(dense) : dense, loss.outputs, true)
      const residual = new Float64Array(rows * loss.outputs)
      loss.derive(numbers(residual.length), residual)
      const v = numbers(design.parameters)

      const alone = productsAlone(design, loss, ranges)
      const products = (of: typeof alone) => {
        const gradient = new Float64Array(design.parameters)
        const curvature = new Float64Array(design.parameters)
        const margins = new Float64Array(residual.length)
        of.gradient(residual, gradient)
        of.curvature(v, margins, curvature)
        return { gradient, margins, curvature }
      }
      const expected = products(alone)
      assert.ok(expected.curvature.every((entry) => entry !== 0))
      for (const threads of [2, 3, 4, 9]) {
        const workers = new RowWorkers(design, loss, ranges, alone, threads)
        try {
          assert.deepEqual(products(workers), expected, 'before the others have started')
          const pause = new Int32Array(new SharedArrayBuffer(4))
          while (!workers.isReady) Atomics.wait(pause, 0, 0, 5)
          for (let again = 0; again < 3; again++) assert.deepEqual(products(workers), expected)
        } finally {
          workers.end()
        }
      }
    })
  }
}
