import type { BoostRows } from './boost-bins.ts'
import type { Histogram, Totals } from './boost-histogram.ts'
import type { BoostKernel, ColumnRange } from './boost-kernel.ts'
import { type BoostSplit, type BoostSplitSettings, splitCategories, splitNumbers } from './boost-split.ts'

/** What is to be done for the columns at a node: its rows counted, and the best splits looked for. */
export interface NodeWork {
  /** The rows from `start` to just before `end` of the order. */
  readonly start: number
  readonly end: number
  /** To be filled with them. */
  readonly histogram: Histogram
  /** Their parent's, to become that of the rows' sibling. */
  readonly parent: Histogram | undefined
  /** Sums over the rows, and over their sibling's; undefined where no split is asked for. */
  readonly totals: Totals | undefined
  readonly siblings: Totals | undefined
}

/** The best split of the rows, and of their sibling's, by the columns of a range. */
export type NodeSplits = [own: BoostSplit | undefined, siblings: BoostSplit | undefined]

/** @param kernel of the same range */
export function workOnNode(
  work: NodeWork,
  kernel: BoostKernel,
  rows: BoostRows,
  settings: BoostSplitSettings,
  range: ColumnRange,
): NodeSplits {
  const { start, end, histogram, parent, totals, siblings } = work
  kernel.fill(histogram, start, end)
  if (parent) kernel.subtract(parent, histogram)
  return [
    totals && bestSplit(rows, histogram, totals, settings, range),
    parent && siblings && bestSplit(rows, parent, siblings, settings, range),
  ]
}

/** The best split by the columns of a range; of equals that of the first column. */
export function bestSplit(
  rows: BoostRows,
  histogram: Histogram,
  totals: Totals,
  settings: BoostSplitSettings,
  { from, to }: ColumnRange,
): BoostSplit | undefined {
  let best: BoostSplit | undefined
  for (let j = from; j < to; j++) {
    const column = rows.columns[j]!
    const split = column.levels ? splitCategories : splitNumbers
    // A little less than has to be exceeded: what a column gains must not hang on the columns before it by rounding,
    // for other threads begin with other columns.
    const atLeast = best ? best.gain * nearly : leastGain
    const found = split(j, column, rows.starts[j]!, histogram, totals, settings, Math.max(leastGain, atLeast))
    best = better(best, found)
  }
  return best
}

/** The first where both gain the same. */
export function better(first: BoostSplit | undefined, second: BoostSplit | undefined): BoostSplit | undefined {
  return first && second ? (second.gain > first.gain ? second : first) : (first ?? second)
}

const nearly = 1 - 1e-9
/** Splits that gain less are noise of rounding. */
const leastGain = 1e-9
