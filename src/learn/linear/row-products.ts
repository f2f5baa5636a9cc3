import { isSparse, type Matrix } from '../contract.ts'
import { axpy } from '../matrix.ts'
import type { Design } from './design.ts'
import type { MarginLoss } from './logistic-loss.ts'
import { type RowProducts, type RowRange, RowWork } from './row-work.ts'
import { RowWorkers } from './row-workers.ts'

/**
 * The products of large matrices are sums of those of a few ranges of rows, always the same ones: so the result does
 * not depend on how many threads share the ranges out.
 */
export function rowProducts(design: Design, loss: MarginLoss, threads: number): RowProducts {
  const ranges = rangesOf(design.X)
  const alone = productsAlone(design, loss, ranges)
  return ranges.length > 1 && threads > 1 ? new RowWorkers(design, loss, ranges, alone, threads) : alone
}

/** A second of fitting or more: threads take a tenth of one to start. */
const largeEntries = 2 ** 22
const rangesOfLarge = 4

function rangesOf(X: Matrix): RowRange[] {
  const entries = isSparse(X) ? X.indptr[X.rows] : X.values.length
  const count = entries < largeEntries ? 1 : rangesOfLarge
  const at = (range: number) => Math.round((range * X.rows) / count)
  return Array.from({ length: count }, (_, range) => ({ from: at(range), to: at(range + 1) }))
}

/** The products on this thread. */
export function productsAlone(design: Design, loss: MarginLoss, ranges: readonly RowRange[]): RowProducts {
  const work = new RowWork(design, loss)
  const part = new Float64Array(ranges.length > 1 ? design.parameters : 0)
  const addUp = (out: Float64Array, product: (range: RowRange, sum: Float64Array) => void) => {
    product(ranges[0], out)
    for (let r = 1; r < ranges.length; r++) {
      product(ranges[r], part)
      axpy(1, part, out)
    }
  }
  return {
    gradient: (residual, out) => addUp(out, (range, sum) => work.gradient(residual, sum, range)),
    curvature: (v, margins, out) => addUp(out, (range, sum) => work.curvature(v, margins, sum, range)),
    end() {},
  }
}
