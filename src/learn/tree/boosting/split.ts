import type { BoostColumn } from './bin-rows.ts'
import type { Histogram, Totals } from './histogram.ts'
import type { Units } from './loss.ts'

/** Where a node is split. */
export interface BoostSplit {
  readonly feature: number
  /** How much less the loss is, in second order; above 0. */
  readonly gain: number
  /** For numbers: bins up to this one go left. */
  readonly bin: number
  /** For categories: the bins that go left, ascending. */
  readonly leftBins: Int32Array | undefined
  readonly missingLeft: boolean
  readonly left: Totals
}

export interface BoostSplitSettings {
  readonly minSamplesLeaf: number
  /** The L2 penalty, and the least hessian that a side has to keep, so that no answer divides by almost nothing. */
  readonly l2: number
  readonly minHessian: number
  /** What 1 is in gradients, hessians and counts. */
  readonly units: Units
  /** What a gain is multiplied by to be a loss. */
  readonly lossUnit: number
  /** A split has to lower the loss by more than this, and by more than this fraction of what the node without it does. */
  readonly leastGain: number
  readonly leastShare: number
  /** Rows that a group of categories has to have. */
  readonly minGroup: number
  /** For each column, 1 where the decision must not fall with it, −1 where it must not rise, else 0; absent: all 0. */
  readonly monotonic?: Int8Array | undefined
}

/** Columns of at most as many categories try each one against all others. */
const oneAgainstRest = 4
/** Categories that can go left at most. */
const maxListed = 32
/** Added to a category's hessian where categories are put in order, so that rare ones come to the middle. */
const smoothing = 10
/** L2 penalty that splits of categories bear in addition, for there are many of them to choose from. */
const categoryL2 = 10

/** What a split has to be worth more than for its gain to be none of rounding's. */
export function leastWorth(node: Totals, { l2, lossUnit, leastGain, leastShare }: BoostSplitSettings): number {
  return leastGain / lossUnit + score(node.gradient, node.hessian + l2) * (1 + leastShare)
}

/** How much less the loss is by a split, given the scores of its sides. */
export function gainOf(worth: number, node: Totals, { l2, lossUnit }: BoostSplitSettings): number {
  return (worth - score(node.gradient, node.hessian + l2)) * lossUnit
}

/** What a leaf with these sums lowers the loss by, but for a factor of one half: G² / (H + λ). */
function score(gradient: number, hessian: number): number {
  return (gradient * gradient) / hessian
}

/**
 * The best split of a node by one column of numbers: every bin's end is tried, with what is missing on the right and,
 * where something is, on the left.
 */
export function splitNumbers(
  feature: number,
  { bins }: BoostColumn,
  first: number,
  histogram: Histogram,
  node: Totals,
  settings: BoostSplitSettings,
): BoostSplit | undefined {
  const { minSamplesLeaf, l2, minHessian, units } = settings
  const missing = 2 * (first + bins - 1)
  const hasMissing = histogram[missing + 1] > 0
  const perCount = 1 / units.count
  const all = node.hessian + 2 * l2
  let best = leastWorth(node, settings)
  let bin = -1
  let missingLeft = false
  let left = node
  for (let side = 0; side < (hasMissing ? 2 : 1); side++) {
    let gradient = side === 1 ? histogram[missing] : 0
    let counted = side === 1 ? histogram[missing + 1] : 0
    // Behind the last bin only what is missing is on the right.
    const last = hasMissing && side === 0 ? missing : missing - 2
    for (let at = 2 * first; at < last; at += 2) {
      if (histogram[at + 1] === 0) continue
      gradient += histogram[at]
      counted += histogram[at + 1]
      const count = Math.floor(counted * perCount)
      const hessian = counted - count * units.count
      if (count < minSamplesLeaf || hessian < minHessian) continue
      const rightHessian = node.hessian - hessian
      if (node.count - count < minSamplesLeaf || rightHessian < minHessian) break
      // Divisions are slow: both sides of the comparison times both hessians first, and only what may pass is divided.
      const rightGradient = node.gradient - gradient
      const leftBelow = hessian + l2
      const rightBelow = all - leftBelow
      const above = gradient * gradient * rightBelow + rightGradient * rightGradient * leftBelow
      if (above < best * leftBelow * rightBelow * almost) continue
      const worth = score(gradient, leftBelow) + score(rightGradient, rightHessian + l2)
      if (!(worth > best)) continue
      best = worth
      bin = at / 2 - first
      missingLeft = side === 1
      left = { gradient, hessian, count }
    }
  }
  if (bin < 0) return undefined
  if (!hasMissing) missingLeft = left.count > node.count - left.count
  return { feature, gain: gainOf(best, node, settings), bin, leftBins: undefined, missingLeft, left }
}

/** A little below 1, by more than rounding can make a product differ. */
const almost = 1 - 1e-12

/**
 * The best split of a node by one column of categories. Few are tried one against the rest. Many are put in the order
 * of G / (H + smoothing), in which the best two groups lie side by side (Fisher, 1958), and are added to the left side
 * one after the other from both ends, as in LightGBM; what is missing is a category like the others.
 */
export function splitCategories(
  feature: number,
  { bins }: BoostColumn,
  first: number,
  histogram: Histogram,
  node: Totals,
  settings: BoostSplitSettings,
): BoostSplit | undefined {
  const { minSamplesLeaf, l2, minHessian, units, minGroup } = settings
  const single = bins - 1 <= oneAgainstRest
  const least = (single ? 1 : Math.min(smoothing, minGroup)) * units.count
  const present: number[] = []
  for (let bin = 0; bin < bins; bin++) if (histogram[2 * (first + bin) + 1] >= least) present.push(bin)
  const lambda = single ? l2 : l2 + categoryL2 * units.hessian
  let best = leastWorth(node, settings)
  let found: { order: number[]; from: number; to: number; left: Totals } | undefined
  /** The bins from `from` to just before `to` of the order on the left. */
  const consider = (order: number[], from: number, to: number, gradient: number, counted: number): void => {
    const count = Math.floor(counted / units.count)
    const hessian = counted - count * units.count
    const rightHessian = node.hessian - hessian
    if (count < minSamplesLeaf || node.count - count < minSamplesLeaf) return
    if (hessian < minHessian || rightHessian < minHessian) return
    const worth = score(gradient, hessian + lambda) + score(node.gradient - gradient, rightHessian + lambda)
    if (!(worth > best)) return
    best = worth
    found = { order, from, to, left: { gradient, hessian, count } }
  }
  if (single) {
    present.forEach((bin, c) => {
      consider(present, c, c + 1, histogram[2 * (first + bin)], histogram[2 * (first + bin) + 1])
    })
  } else {
    const rank = new Float64Array(bins)
    for (const bin of present) {
      const counted = histogram[2 * (first + bin) + 1]
      rank[bin] = histogram[2 * (first + bin)] / ((counted % units.count) + smoothing * units.hessian)
    }
    for (const order of bothEnds(present, rank)) {
      let gradient = 0
      let counted = 0
      let group = 0
      for (let c = 0; c < Math.min(present.length - 1, maxListed); c++) {
        const at = 2 * (first + order[c])
        gradient += histogram[at]
        counted += histogram[at + 1]
        group += histogram[at + 1]
        if (node.count - Math.floor(counted / units.count) < minGroup) break
        if (group < minGroup * units.count) continue
        group = 0
        consider(order, 0, c + 1, gradient, counted)
      }
    }
  }
  if (!found) return undefined
  const leftBins = Int32Array.from(found.order.slice(found.from, found.to)).sort()
  const missingLeft = leftBins.includes(bins - 1)
  return { feature, gain: gainOf(best, node, settings), bin: -1, leftBins, missingLeft, left: found.left }
}

/** The bins in the order of their ranks, from below and from above, as many of each as can be listed. */
function bothEnds(bins: readonly number[], rank: Float64Array): [number[], number[]] {
  const inOrder = (some: readonly number[]) => some.toSorted((a, b) => rank[a] - rank[b] || a - b)
  if (bins.length <= 2 * maxListed) {
    const order = inOrder(bins)
    return [order, order.toReversed()]
  }
  // Of many only the ends are put in order: native code, which knows numbers alone, says where they are.
  const ranks = Float64Array.from(bins, (bin) => rank[bin]).sort()
  const [low, high] = [ranks[maxListed - 1], ranks[ranks.length - maxListed]]
  return [
    inOrder(bins.filter((bin) => rank[bin] <= low)),
    inOrder(bins.filter((bin) => rank[bin] >= high)).toReversed(),
  ]
}
