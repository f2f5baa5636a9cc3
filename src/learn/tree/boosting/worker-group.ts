import { Crew } from '../../parallel/crew.ts'
import type { BoostColumn, BoostRows } from './bin-rows.ts'
import type { BoostKernel, ColumnRange } from './kernels/contract.ts'
import { wasmKernel } from './kernels/wasm.ts'
import { type BoostMemory, mostThreads } from './memory.ts'
import type { NodeGains, NodeWork } from './search.ts'
import { type BoostHelp, doPart, jobs, readFound, writeNode } from './shared-work.ts'
import type { BoostSplitSettings } from './split.ts'
import * as boostHelper from './worker-task.ts'

/**
 * Grows trees with other threads: each finds the gradients of rows of its own, and counts and looks for splits in columns
 * of its own. The same trees, however many they are. Rows are divided and answered by one thread: to have another one
 * begin takes about as long.
 */
export class BoostCrew {
  readonly #help: BoostHelp
  readonly #kernel: BoostKernel
  readonly #crew: Crew

  /** Undefined where there is nothing to share: one thread, few columns, or no WebAssembly. */
  static of(
    rows: BoostRows,
    memory: BoostMemory,
    settings: BoostSplitSettings,
    threads: number,
  ): BoostCrew | undefined {
    const ranges = cut(rows, Math.min(threads, mostThreads, Math.floor(rows.d / fewestColumns)))
    const kernel = ranges.length > 1 ? wasmKernel(rows, memory, settings, ranges[0]) : undefined
    if (!kernel) return undefined
    const { makeHistogram, ...arrays } = memory
    return new BoostCrew(
      {
        rows,
        memory: arrays,
        settings: { ...settings },
        ranges,
        work: new Float64Array(new SharedArrayBuffer(8 * 12)),
        found: new Float64Array(new SharedArrayBuffer(32 * ranges.length)),
      },
      kernel,
    )
  }

  private constructor(help: BoostHelp, kernel: BoostKernel) {
    this.#help = help
    this.#kernel = kernel
    this.#crew = new Crew(boostHelper.module, help, help.ranges.length - 1)
  }

  get isReady(): boolean {
    return this.#crew.isReady
  }

  /** The columns that gain most at a node, once its rows are counted. */
  work(node: NodeWork): NodeGains {
    const { ranges, work, found } = this.#help
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
    this.#help.work.set([jobs.gradients, rows])
    this.#doAll()
  }

  /** Every thread does its part. */
  #doAll(): void {
    this.#crew.begin()
    doPart(this.#help, this.#kernel, 0)
    this.#crew.waitForAll()
  }

  end(): void {
    this.#crew.end()
  }
}

/** A thread has to have as many columns: with fewer, to have it begin takes longer than what it takes over. */
const fewestColumns = 8

/** The columns in so many ranges that take about as long. */
function cut({ columns, d }: BoostRows, count: number): ColumnRange[] {
  const costs = columns.map(costOf)
  const share = costs.reduce((sum, cost) => sum + cost, 0) / count
  const ends: number[] = []
  let passed = 0
  for (let j = 0; j < d; j++) {
    passed += costs[j]!
    if (passed >= share * (ends.length + 1) && ends.length < count - 1) ends.push(j + 1)
  }
  return count < 1 ? [] : [...ends, d].map((to, part) => ({ from: part === 0 ? 0 : ends[part - 1]!, to }))
}

/** What a column takes in columns of numbers, `fewestColumns` at most, so that each range gets some. */
function costOf({ levels, bins }: BoostColumn): number {
  if (!levels) return 1
  return bins > 256 ? 4 : 2
}
