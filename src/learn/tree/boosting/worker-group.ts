import { WorkerGroup } from '../../parallel/worker-group.ts'
import type { BoostColumn, BoostRows } from './bin-rows.ts'
import type { BoostKernel, ColumnRange } from './kernels/contract.ts'
import { wasmKernel } from './kernels/wasm.ts'
import { type BoostMemory, mostThreads } from './memory.ts'
import type { NodeGains, NodeWork } from './search.ts'
import { type BoostState, doPart, jobs, readFound, workSize, writeNode } from './shared-work.ts'
import type { BoostSplitSettings } from './split.ts'
import * as boostWorker from './worker-task.ts'

/**
 * Grows trees with other threads: each computes the gradients of its own rows, and the histograms and best splits of its
 * own columns. The trees are the same, however many threads there are. One thread partitions rows and adds leaf values:
 * to start another one takes about as long.
 */
export class BoostWorkers {
  readonly #state: BoostState
  readonly #kernel: BoostKernel
  readonly #workers: WorkerGroup

  /** Undefined where there is nothing to divide: one thread, few columns, or no WebAssembly. */
  static of(
    rows: BoostRows,
    memory: BoostMemory,
    settings: BoostSplitSettings,
    threads: number,
  ): BoostWorkers | undefined {
    const ranges = cut(rows, Math.min(threads, mostThreads, Math.floor(rows.d / fewestColumns)))
    const kernel = ranges.length > 1 ? wasmKernel(rows, memory, settings, ranges[0]) : undefined
    if (!kernel) return undefined
    const { makeHistogram, ...arrays } = memory
    return new BoostWorkers(
      {
        rows,
        memory: arrays,
        settings: { ...settings },
        ranges,
        work: new Float64Array(new SharedArrayBuffer(8 * workSize)),
        found: new Float64Array(new SharedArrayBuffer(32 * ranges.length)),
      },
      kernel,
    )
  }

  private constructor(state: BoostState, kernel: BoostKernel) {
    this.#state = state
    this.#kernel = kernel
    this.#workers = new WorkerGroup(boostWorker.module, state, state.ranges.length - 1)
  }

  get isReady(): boolean {
    return this.#workers.isReady
  }

  /** The columns that gain most at a node, once its rows are counted. */
  work(node: NodeWork): NodeGains {
    const { ranges, work, found } = this.#state
    writeNode(node, work)
    this.#doAll()
    const gains = readFound(0, found)
    for (let thread = 1; thread < ranges.length; thread++) {
      // Columns of other threads come behind: of equals the first one stays.
      readFound(thread, found).forEach((other, side) => {
        if (other && other.gain > (gains[side]?.gain ?? 0)) gains[side] = other
      })
    }
    return gains
  }

  /** Writes the pairs of an even number of rows, and all threads' sums. */
  gradients(rows: number): void {
    this.#state.work.set([jobs.gradients, rows])
    this.#doAll()
  }

  /** Every thread does its part. */
  #doAll(): void {
    this.#workers.begin()
    doPart(this.#state, this.#kernel, 0)
    this.#workers.waitForAll()
  }

  end(): void {
    this.#workers.end()
  }
}

/** Fewest columns of a thread: with fewer, to start it takes longer than what it saves. */
const fewestColumns = 8

/** The columns in so many ranges that take about as long. */
function cut({ columns, d }: BoostRows, count: number): ColumnRange[] {
  const costs = columns.map(costOf)
  const share = costs.reduce((sum, cost) => sum + cost, 0) / count
  const ends: number[] = []
  let passed = 0
  for (let j = 0; j < d; j++) {
    passed += costs[j]
    if (passed >= share * (ends.length + 1) && ends.length < count - 1) ends.push(j + 1)
  }
  return count < 1 ? [] : [...ends, d].map((to, part) => ({ from: part === 0 ? 0 : ends[part - 1], to }))
}

/** What a column takes in columns of numbers, `fewestColumns` at most, so that each range gets some. */
function costOf({ levels, bins }: BoostColumn): number {
  if (!levels) return 1
  return bins > 256 ? 4 : 2
}
