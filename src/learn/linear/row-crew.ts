import type { Matrix } from '../contract.ts'
import { axpy, takeRows } from '../matrix.ts'
import { Crew } from '../parallel/crew.ts'
import { sharedZeros } from '../parallel/shared.ts'
import type { Design } from './design.ts'
import type { MarginLoss } from './logistic-loss.ts'
import * as rowHelper from './row-helper.ts'
import { curvatureAsked, gradientAsked, type RowHelp, type RowShare } from './row-task.ts'
import { type RowProducts, type RowRange, RowWork } from './row-work.ts'

/** Ranges of rows shared out to threads, each of which has its rows of X in memory of its own. */
export class RowCrew implements RowProducts {
  readonly #design: Design
  readonly #loss: MarginLoss
  readonly #alone: RowProducts
  readonly #work: RowWork
  readonly #help: RowHelp
  /** How many of the first ranges are this thread's. */
  readonly #own: number
  readonly #crew: Crew
  /** Whether the helpers had started, and know the loss, when it was last derived. */
  #together = false

  constructor(design: Design, loss: MarginLoss, ranges: readonly RowRange[], alone: RowProducts, threads: number) {
    const { X, rows, outputs, parameters, penalised } = design
    this.#design = design
    this.#loss = loss
    this.#alone = alone
    this.#work = new RowWork(design, loss)
    this.#help = {
      ...{ outputs, ranges, fitIntercept: parameters > penalised },
      asked: new Int32Array(new SharedArrayBuffer(4)),
      vector: sharedZeros(Math.max(parameters, rows * outputs)),
      margins: sharedZeros(rows * outputs),
      weighted: sharedZeros(loss.weighted.length),
      shares: sharedZeros(loss.shares.length),
      sums: ranges.map(() => sharedZeros(parameters)),
    }
    const count = Math.min(threads, ranges.length)
    const firstOf = (thread: number) => Math.floor((thread * ranges.length) / count)
    this.#own = firstOf(1)
    this.#crew = new Crew(rowHelper.module, this.#help, count - 1, (helper) => {
      const [first, end] = [firstOf(helper + 1), firstOf(helper + 2)]
      const own: RowShare = { X: rowsOf(X, ranges[first].from, ranges[end - 1].to), first, end }
      return { own, transfer: buffersOf(own.X) }
    })
  }

  get isReady(): boolean {
    return this.#crew.isReady
  }

  gradient(residual: Float64Array, out: Float64Array): void {
    this.#together = this.#crew.isReady
    if (!this.#together) {
      this.#alone.gradient(residual, out)
      return
    }
    const { weighted, shares, vector, sums, ranges } = this.#help
    weighted.set(this.#loss.weighted)
    shares.set(this.#loss.shares)
    vector.set(residual)
    this.#share(gradientAsked, (r) => this.#work.gradient(residual, sums[r], ranges[r]), out)
  }

  curvature(v: Float64Array, margins: Float64Array, out: Float64Array): void {
    if (!this.#together) {
      this.#alone.curvature(v, margins, out)
      return
    }
    const { vector, sums, ranges } = this.#help
    vector.set(v)
    this.#share(curvatureAsked, (r) => this.#work.curvature(v, margins, sums[r], ranges[r]), out)
    const from = ranges[this.#own].from * this.#design.outputs
    margins.set(this.#help.margins.subarray(from), from)
  }

  #share(product: number, part: (range: number) => void, out: Float64Array): void {
    const { asked, sums } = this.#help
    asked[0] = product
    this.#crew.begin()
    for (let r = 0; r < this.#own; r++) part(r)
    this.#crew.waitForAll()
    out.set(sums[0])
    for (let r = 1; r < sums.length; r++) axpy(1, sums[r], out)
  }

  end(): void {
    this.#crew.end()
  }
}

function rowsOf(X: Matrix, from: number, to: number): Matrix {
  return takeRows(
    X,
    Array.from({ length: to - from }, (_, i) => from + i),
  )
}

function buffersOf(X: Matrix): ArrayBuffer[] {
  return Object.values(X).flatMap((part) => (ArrayBuffer.isView(part) ? [part.buffer as ArrayBuffer] : []))
}
