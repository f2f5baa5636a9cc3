import type { BoostRows } from './boost-bins.ts'
import type { Totals } from './boost-histogram.ts'
import type { ColumnRange } from './boost-kernel.ts'
import type { BoostArrays } from './boost-memory.ts'
import type { NodeGains, NodeWork } from './boost-search.ts'
import type { BoostSplitSettings } from './boost-split.ts'

/** What a thread that helps needs to know: plain data, large arrays in shared memory. */
export interface BoostHelp {
  readonly rows: BoostRows
  readonly memory: BoostArrays
  readonly settings: BoostSplitSettings
  readonly ranges: readonly ColumnRange[]
  /** A node's work in numbers: start, end, places of the histograms, and totals of the rows and of their siblings. */
  readonly work: Float64Array
  /** For each thread, of the rows and of their siblings: the column that gains most, −1 for none, and what it gains. */
  readonly found: Float64Array
}

/** Tells the other threads what to do. */
export function writeWork({ start, end, histogram, parent, totals, siblings }: NodeWork, work: Float64Array): void {
  work.set([start, end, histogram.byteOffset, parent ? parent.byteOffset : -1])
  work.set(fromTotals(totals), 4)
  work.set(fromTotals(siblings), 7)
}

/** The same from numbers, in another thread. */
export function readWork({ rows, memory, work }: BoostHelp): NodeWork {
  const at = (place: number) => new Float64Array(memory.wasm!.buffer, place, 2 * rows.starts.at(-1)!)
  return {
    start: work[0]!,
    end: work[1]!,
    histogram: at(work[2]!),
    parent: work[3]! < 0 ? undefined : at(work[3]!),
    totals: toTotals(work.subarray(4, 7)),
    siblings: toTotals(work.subarray(7, 10)),
  }
}

/** Tells the first thread what this one has found. */
export function writeFound(gains: NodeGains, thread: number, found: Float64Array): void {
  gains.forEach((best, side) => {
    found.set(best ? [best.feature, best.gain] : [-1, 0], 4 * thread + 2 * side)
  })
}

export function readFound(thread: number, found: Float64Array): NodeGains {
  const of = (at: number) => (found[at]! < 0 ? undefined : { feature: found[at]!, gain: found[at + 1]! })
  return [of(4 * thread), of(4 * thread + 2)]
}

/** Totals have at least one row. */
function fromTotals(totals: Totals | undefined): number[] {
  return totals ? [totals.gradient, totals.hessian, totals.count] : [0, 0, 0]
}

function toTotals([gradient, hessian, count]: Float64Array): Totals | undefined {
  return count === 0 ? undefined : { gradient: gradient!, hessian: hessian!, count: count! }
}
