import type { Matrix } from '../contract.ts'
import { axpy, takeRows } from '../matrix.ts'
import { sharedZeros } from '../parallel/shared.ts'
import { WorkerGroup } from '../parallel/worker-group.ts'
import type { Design } from './design.ts'
import type { MarginLoss } from './logistic-loss.ts'
import { curvatureRequested, gradientRequested, type RowState, type WorkerRows } from './row-task.ts'
import { type RowProducts, type RowRange, RowWork } from './row-work.ts'
import * as rowWorker from './row-worker.ts'

/** Computes products in several threads, each for ranges of rows, with its rows of X in its own memory. */
export class RowWorkers implements RowProducts {
  readonly #design: Design
  readonly #loss: MarginLoss
  readonly #alone: RowProducts
  readonly #work: RowWork
  readonly #state: RowState
  /** How many of the first ranges are this thread's. */
  readonly #own: number
  readonly #workers: WorkerGroup
  /** Whether the workers had started, and had the loss, when it was last derived. */
  #together = false

  constructor(design: Design, loss: MarginLoss, ranges: readonly RowRange[], alone: RowProducts, threads: number) {
    const { X, rows, outputs, parameters, penalised } = design
    this.#design = design
    this.#loss = loss
    this.#alone = alone
    this.#work = new RowWork(design, loss)
    this.#state = {
      ...{ outputs, ranges, fitIntercept: parameters > penalised },
      request: new Int32Array(new SharedArrayBuffer(4)),
      vector: sharedZeros(Math.max(parameters, rows * outputs)),
      margins: sharedZeros(rows * outputs),
      weighted: sharedZeros(loss.weighted.length),
      shares: sharedZeros(loss.shares.length),
      sums: ranges.map(() => sharedZeros(parameters)),
    }
    const count = Math.min(threads, ranges.length)
    const firstOf = (thread: number) => Math.floor((thread * ranges.length) / count)
    this.#own = firstOf(1)
    this.#workers = new WorkerGroup(rowWorker.module, this.#state, count - 1, (worker) => {
      const [first, end] = [firstOf(worker + 1), firstOf(worker + 2)]
      const own: WorkerRows = { X: rowsOf(X, ranges[first].from, ranges[end - 1].to), first, end }
      return { own, transfer: buffersOf(own.X) }
    })
  }

  get isReady(): boolean {
    return this.#workers.isReady
  }

  gradient(residual: Float64Array, out: Float64Array): void {
    this.#together = this.#workers.isReady
    if (!this.#together) {
      this.#alone.gradient(residual, out)
      return
    }
    const { weighted, shares, vector, sums, ranges } = this.#state
    weighted.set(this.#loss.weighted)
    shares.set(this.#loss.shares)
    vector.set(residual)
    this.#run(gradientRequested, (r) => this.#work.gradient(residual, sums[r], ranges[r]), out)
  }

  curvature(v: Float64Array, margins: Float64Array, out: Float64Array): void {
    if (!this.#together) {
      this.#alone.curvature(v, margins, out)
      return
    }
    const { vector, sums, ranges } = this.#state
    vector.set(v)
    this.#run(curvatureRequested, (r) => this.#work.curvature(v, margins, sums[r], ranges[r]), out)
    const from = ranges[this.#own].from * this.#design.outputs
    margins.set(this.#state.margins.subarray(from), from)
  }

  #run(product: number, part: (range: number) => void, out: Float64Array): void {
    const { request, sums } = this.#state
    request[0] = product
    this.#workers.begin()
    for (let r = 0; r < this.#own; r++) part(r)
    this.#workers.waitForAll()
    out.set(sums[0])
    for (let r = 1; r < sums.length; r++) axpy(1, sums[r], out)
  }

  end(): void {
    this.#workers.end()
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
