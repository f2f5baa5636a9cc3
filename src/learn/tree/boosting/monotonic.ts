import type { BoostColumn } from './bin-rows.ts'
import type { Bounds, Histogram, Totals } from './histogram.ts'
import { type BoostSplit, type BoostSplitSettings, splitCategories } from './split.ts'

const anything: Bounds = { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY }

/** What a leaf with these sums answers, −G / (H + λ) within its bounds, in whole numbers. */
export function boundedAnswer({ gradient, hessian, bounds = anything }: Totals, l2: number): number {
  const curvature = hessian + l2
  return within(curvature > 0 ? -gradient / curvature : 0, bounds)
}

export function within(answer: number, { least, most }: Bounds): number {
  return Math.min(Math.max(answer, least), most)
}

/**
 * The bounds of the two sides of a split: by a column that must not lower the decision, all below the left side answer
 * at most the middle of what both would answer, and all below the right side at least that.
 */
export function boundsOfSides(
  direction: number,
  node: Totals,
  left: Totals,
  right: Totals,
  l2: number,
): [left: Bounds, right: Bounds] {
  const bounds = node.bounds ?? anything
  if (direction === 0) return [bounds, bounds]
  const middle = (boundedAnswer({ ...left, bounds }, l2) + boundedAnswer({ ...right, bounds }, l2)) / 2
  const [below, above] = [
    { least: bounds.least, most: middle },
    { least: middle, most: bounds.most },
  ]
  return direction > 0 ? [below, above] : [above, below]
}

/** How much less the loss is where the leaves of both sides answer within the node's bounds. */
function boundedGain(node: Totals, left: Totals, { l2, lossUnit }: BoostSplitSettings): number {
  const right = { gradient: node.gradient - left.gradient, hessian: node.hessian - left.hessian, count: 0 }
  const lowered = (of: Totals) => -of.gradient * boundedAnswer({ ...of, bounds: node.bounds }, l2)
  return (lowered(left) + lowered(right) - lowered(node)) * lossUnit
}

/**
 * The best split of a node by a column of numbers whose leaves are bounded: every bin's end is tried, and only where the
 * sides answer in the column's direction.
 */
export function splitBounded(
  feature: number,
  { bins }: BoostColumn,
  first: number,
  histogram: Histogram,
  node: Totals,
  settings: BoostSplitSettings,
): BoostSplit | undefined {
  const { minSamplesLeaf, minHessian, units, l2, leastGain, leastShare, lossUnit } = settings
  const direction = settings.monotonic?.[feature] ?? 0
  const bounds = node.bounds ?? anything
  const missing = 2 * (first + bins - 1)
  const hasMissing = histogram[missing + 1] > 0
  const unsplit = -node.gradient * boundedAnswer(node, l2)
  let best = leastGain / lossUnit + unsplit * (1 + leastShare)
  let found: { bin: number; missingLeft: boolean; left: Totals } | undefined
  for (const missingLeft of hasMissing ? [false, true] : [false]) {
    let gradient = missingLeft ? histogram[missing] : 0
    let counted = missingLeft ? histogram[missing + 1] : 0
    // Behind the last bin only what is missing is on the right.
    const last = hasMissing && !missingLeft ? missing : missing - 2
    for (let at = 2 * first; at < last; at += 2) {
      if (histogram[at + 1] === 0) continue
      gradient += histogram[at]
      counted += histogram[at + 1]
      const count = Math.floor(counted / units.count)
      const hessian = counted - count * units.count
      if (count < minSamplesLeaf || hessian < minHessian) continue
      const rightHessian = node.hessian - hessian
      if (node.count - count < minSamplesLeaf || rightHessian < minHessian) break
      const rightGradient = node.gradient - gradient
      const one = within(-gradient / (hessian + l2), bounds)
      const other = within(-rightGradient / (rightHessian + l2), bounds)
      if ((direction > 0 && one > other) || (direction < 0 && one < other)) continue
      const worth = -gradient * one - rightGradient * other
      if (!(worth > best)) continue
      best = worth
      found = { bin: at / 2 - first, missingLeft, left: { gradient, hessian, count } }
    }
  }
  if (!found) return undefined
  const missingLeft = hasMissing ? found.missingLeft : found.left.count > node.count - found.left.count
  return { ...found, missingLeft, feature, gain: (best - unsplit) * lossUnit, leftBins: undefined }
}

/** The best split by a column of categories, as without bounds; what it gains is less where they hold a side back. */
export function splitBoundedCategories(
  ...[feature, column, first, histogram, node, settings]: Parameters<typeof splitCategories>
): BoostSplit | undefined {
  const split = splitCategories(feature, column, first, histogram, node, settings)
  const gain = split ? boundedGain(node, split.left, settings) : 0
  return split && gain > settings.leastGain ? { ...split, gain } : undefined
}
