import { isSparse, type Matrix } from '../contract.ts'
import { axpy } from '../matrix.ts'
import type { Design } from './design.ts'
import { curve, type MarginLoss } from './logistic-loss.ts'
import { RowCrew } from './row-crew.ts'

/** Rows from `from` to before `to`. */
export interface RowRange {
  readonly from: number
  readonly to: number
}

/** The two products with all rows of X of which an iteration of Newton's method consists. */
export interface RowProducts {
  /** out ← Xᵀ r, where r holds the residuals at the margins for which the loss was last derived. */
  gradient(residual: Float64Array, out: Float64Array): void
  /** margins ← X v and out ← Xᵀ (d²ℓ/dz²) X v. */
  curvature(v: Float64Array, margins: Float64Array, out: Float64Array): void
  /** Lets other threads go. */
  end(): void
}

/**
 * The products of large matrices are sums of those of a few ranges of rows, always the same ones: so the result does
 * not depend on how many threads share the ranges out.
 */
export function rowProducts(design: Design, loss: MarginLoss, threads: number): RowProducts {
  const ranges = rangesOf(design.X)
  const alone = productsAlone(design, loss, ranges)
  return ranges.length > 1 && threads > 1 ? new RowCrew(design, loss, ranges, alone, threads) : alone
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

/** The part of the rows of a range in both products. */
export class RowWork {
  readonly #design: Design
  readonly #loss: Pick<MarginLoss, 'outputs' | 'weighted' | 'shares'>
  readonly #curved: Float64Array

  constructor(design: Design, loss: Pick<MarginLoss, 'outputs' | 'weighted' | 'shares'>) {
    this.#design = design
    this.#loss = loss
    this.#curved = new Float64Array(design.rows * design.outputs)
  }

  gradient(residual: Float64Array, out: Float64Array, { from, to }: RowRange): void {
    out.fill(0)
    this.#design.addTransposeTimes(residual, out, from, to)
  }

  curvature(v: Float64Array, margins: Float64Array, out: Float64Array, range: RowRange): void {
    out.fill(0)
    for (let from = range.from; from < range.to; from += blockRows) {
      const to = Math.min(range.to, from + blockRows)
      this.#design.times(v, margins, from, to)
      curve(this.#loss, margins, this.#curved, from, to)
      this.#design.addTransposeTimes(this.#curved, out, from, to)
    }
  }
}

// Rows whose entries stay in the processor's cache between X v and Xᵀ (…): X is then read from memory once.
const blockRows = 256
