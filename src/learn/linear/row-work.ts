import type { Design } from './design.ts'
import { curve, type MarginLoss } from './logistic-loss.ts'

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
