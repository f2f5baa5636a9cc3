import type { BoostRows } from './bin-rows.ts'
import type { Histogram, Totals } from './histogram.ts'
import type { BoostKernel, ColumnRange } from './kernels/contract.ts'
import { splitBounded, splitBoundedCategories } from './monotonic.ts'
import { type BoostSplit, type BoostSplitSettings, splitCategories, splitNumbers } from './split.ts'

/** What is to be done for the columns at a node: its rows counted, and the best columns to split by looked for. */
export interface NodeWork {
  /** The rows from `start` to just before `end` of the order. */
  readonly start: number
  readonly end: number
  /** To be filled with them. */
  readonly histogram: Histogram
  /** Their parent's, to become that of the rows' sibling. */
  readonly parent: Histogram | undefined
  /** In the units of the tree. */
  readonly settings: BoostSplitSettings
  /** Sums over the rows, and over their sibling's; undefined where no split is asked for. */
  readonly totals: Totals | undefined
  readonly siblings: Totals | undefined
}

/** A column, and what the best split by it gains. */
export interface ColumnGain {
  readonly feature: number
  readonly gain: number
}

/** The column that gains most for the rows, and for their sibling's. */
export type NodeGains = [own: ColumnGain | undefined, siblings: ColumnGain | undefined]

/** @param kernel of the same range */
export function workOnNode(work: NodeWork, kernel: BoostKernel, rows: BoostRows, range: ColumnRange): NodeGains {
  const { start, end, histogram, parent, settings, totals, siblings } = work
  kernel.fill(histogram, start, end)
  if (parent) kernel.subtract(parent, histogram)
  const gainOf = (of: Histogram, node: Totals) => (column: number) =>
    rows.columns[column].levels || settings.monotonic
      ? (splitBy(column, rows, of, node, settings)?.gain ?? 0)
      : kernel.gain(column, of, node, settings)
  return [
    totals && bestColumn(range, gainOf(histogram, totals)),
    parent && siblings && bestColumn(range, gainOf(parent, siblings)),
  ]
}

/** The column of a range that gains most, of equals the first; undefined where none gains. */
export function bestColumn({ from, to }: ColumnRange, gainOf: (column: number) => number): ColumnGain | undefined {
  let best: ColumnGain | undefined
  for (let feature = from; feature < to; feature++) {
    const gain = gainOf(feature)
    if (gain > (best?.gain ?? 0)) best = { feature, gain }
  }
  return best
}

/** The best split of a node by a column; undefined where none gains. */
export function splitBy(
  feature: number,
  { columns, starts }: BoostRows,
  histogram: Histogram,
  node: Totals,
  settings: BoostSplitSettings,
): BoostSplit | undefined {
  const column = columns[feature]
  const [ofNumbers, ofCategories] = settings.monotonic
    ? [splitBounded, splitBoundedCategories]
    : [splitNumbers, splitCategories]
  const split = column.levels ? ofCategories : ofNumbers
  return split(feature, column, starts[feature], histogram, node, settings)
}
