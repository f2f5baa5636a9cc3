import type { BoostRows } from './bin-rows.ts'
import type { Totals } from './histogram.ts'
import type { BoostKernel, ColumnRange } from './kernels/contract.ts'
import type { BoostArrays } from './memory.ts'
import { type NodeGains, type NodeWork, workOnNode } from './search.ts'
import type { BoostSplitSettings } from './split.ts'

/** What a worker gets: plain data, large arrays in shared memory. */
export interface BoostState {
  readonly rows: BoostRows
  readonly memory: BoostArrays
  readonly settings: BoostSplitSettings
  readonly ranges: readonly ColumnRange[]
  /** Which job, and in numbers what it is about. */
  readonly work: Float64Array
  /** For each thread, of the rows and of their siblings: the column that gains most, −1 for none, and what it gains. */
  readonly found: Float64Array
}

/** What threads do together, each for its own columns or rows. */
export const jobs = { node: 0, gradients: 1 } as const

/** A thread's part of the job. */
export function doPart(state: BoostState, kernel: BoostKernel, thread: number): void {
  const { rows, ranges, work, found } = state
  if (work[0] === jobs.node) {
    const gains = workOnNode(readNode(state), kernel, rows, ranges[thread])
    gains.forEach((best, side) => {
      found.set(best ? [best.feature, best.gain] : [-1, 0], 4 * thread + 2 * side)
    })
    return
  }
  // Rows are even in number, and so are those of each thread.
  const rowsUpTo = (part: number) => 2 * Math.floor(((work[1] / 2) * part) / ranges.length)
  kernel.gradients!(rowsUpTo(thread), rowsUpTo(thread + 1), thread)
}

/** Start, end, places of the histograms, totals of the rows and of their siblings, and what settings a tree changes. */
export function writeNode(node: NodeWork, work: Float64Array): void {
  const { start, end, histogram, parent, settings, totals, siblings } = node
  work.set([jobs.node, start, end, histogram.byteOffset, parent ? parent.byteOffset : -1])
  work.set(fromTotals(totals), 5)
  work.set(fromTotals(siblings), 10)
  const { l2, minHessian, lossUnit, units } = settings
  work.set([l2, minHessian, lossUnit, units.gradient, units.hessian], 15)
}

/** Numbers of a job. */
export const workSize = 20

function readNode({ rows, memory, settings, work }: BoostState): NodeWork {
  const at = (place: number) => new Float64Array(memory.wasm!.buffer, place, 2 * rows.starts.at(-1)!)
  const [l2, minHessian, lossUnit, gradient, hessian] = work.subarray(15)
  const units = { gradient, hessian, count: settings.units.count }
  return {
    start: work[1],
    end: work[2],
    histogram: at(work[3]),
    parent: work[4] < 0 ? undefined : at(work[4]),
    settings: { ...settings, l2, minHessian, lossUnit, units },
    totals: toTotals(work.subarray(5, 10)),
    siblings: toTotals(work.subarray(10, 15)),
  }
}

/** What a thread has found. */
export function readFound(thread: number, found: Float64Array): NodeGains {
  const of = (at: number) => (found[at] < 0 ? undefined : { feature: found[at], gain: found[at + 1] })
  return [of(4 * thread), of(4 * thread + 2)]
}

/** Totals have at least one row. */
function fromTotals(totals: Totals | undefined): number[] {
  if (!totals) return [0, 0, 0, 0, 0]
  const { gradient, hessian, count, bounds } = totals
  return [gradient, hessian, count, bounds?.least ?? Number.NEGATIVE_INFINITY, bounds?.most ?? Number.POSITIVE_INFINITY]
}

function toTotals([gradient, hessian, count, least, most]: Float64Array): Totals | undefined {
  return count === 0 ? undefined : { gradient, hessian, count, bounds: { least, most } }
}
