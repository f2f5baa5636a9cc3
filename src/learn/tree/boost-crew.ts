import { Crew } from '../parallel/crew.ts'
import type { BoostRows } from './boost-bins.ts'
import { type BoostHelp, readFound, writeWork } from './boost-help.ts'
import * as boostHelper from './boost-helper.ts'
import type { ColumnRange } from './boost-kernel.ts'
import { wasmKernel } from './boost-kernel-wasm.ts'
import type { BoostMemory } from './boost-memory.ts'
import { type NodeGains, type NodeWork, workOnNode } from './boost-search.ts'
import type { BoostSplitSettings } from './boost-split.ts'

/** Works on nodes with other threads, each on columns of its own: the same splits, however many they are. */
export class BoostCrew {
  readonly #help: BoostHelp
  readonly #kernel: NonNullable<ReturnType<typeof wasmKernel>>
  readonly #crew: Crew

  /** Undefined where there is nothing to share: one thread, few columns, or no WebAssembly. */
  static of(
    rows: BoostRows,
    memory: BoostMemory,
    settings: BoostSplitSettings,
    threads: number,
  ): BoostCrew | undefined {
    const ranges = cut(rows.d, Math.min(threads, Math.floor(rows.d / fewestColumns)))
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

  private constructor(help: BoostHelp, kernel: NonNullable<ReturnType<typeof wasmKernel>>) {
    this.#help = help
    this.#kernel = kernel
    this.#crew = new Crew(boostHelper.module, help, help.ranges.length - 1)
  }

  get isReady(): boolean {
    return this.#crew.isReady
  }

  work(node: NodeWork): NodeGains {
    const { rows, settings, ranges, work, found } = this.#help
    writeWork(node, work)
    this.#crew.begin()
    const gains = workOnNode(node, this.#kernel, rows, settings, ranges[0]!)
    this.#crew.waitForAll()
    for (let thread = 1; thread < ranges.length; thread++) {
      // Columns of other threads come behind: of equals the first one stays.
      readFound(thread, found).forEach((other, side) => {
        if (other && other.gain > (gains[side]?.gain ?? 0)) gains[side] = other
      })
    }
    return gains
  }

  end(): void {
    this.#crew.end()
  }
}

/** A thread has to have as many columns. */
const fewestColumns = 4

/** The columns in so many ranges of about the same size. */
function cut(d: number, count: number): ColumnRange[] {
  const at = (part: number) => Math.round((part * d) / count)
  return Array.from({ length: Math.max(0, count) }, (_, part) => ({ from: at(part), to: at(part + 1) }))
}
