import type { BoostColumn } from './boost-bins.ts'
import type { Histogram, Totals } from './boost-histogram.ts'

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
  /** In the unit of the hessians, as is `units` itself. */
  readonly l2: number
  /** What 1 is in whole numbers of gradients and hessians. */
  readonly units: number
  /** Rows that a group of categories has to have. */
  readonly minGroup: number
}

/** Hessian that a side has to keep, so that its answer is no division by almost nothing. */
const minHessian = 1e-3
/** Columns of at most as many categories try each one against all others. */
const oneAgainstRest = 4
/** Categories that can go left at most. */
const maxListed = 32
/** Added to a category's hessian where categories are put in order, so that rare ones come to the middle. */
const smoothing = 10
/** L2 penalty that splits of categories bear in addition, for there are many of them to choose from. */
const categoryL2 = 10

/** What a leaf with these sums lowers the loss by, but for a factor of one half: G² / (H + λ). */
function score(gradient: number, hessian: number): number {
  return (gradient * gradient) / hessian
}

/**
 * The best split of a node by one column of numbers, worth more than `atLeast`: every bin's end is tried, with what is
 * missing on the right and, where something is, on the left.
 */
export function splitNumbers(
  feature: number,
  { bins }: BoostColumn,
  first: number,
  { sums, counts }: Histogram,
  node: Totals,
  { minSamplesLeaf, l2, units }: BoostSplitSettings,
  atLeast: number,
): BoostSplit | undefined {
  const missing = first + bins - 1
  const hasMissing = counts[missing]! > 0
  const base = score(node.gradient, node.hessian + l2)
  const enough = minHessian * units
  let best = atLeast * units + base
  let found: { bin: number; missingLeft: boolean; left: Totals } | undefined
  for (let side = 0; side < (hasMissing ? 2 : 1); side++) {
    let gradient = side === 1 ? sums[2 * missing]! : 0
    let hessian = side === 1 ? sums[2 * missing + 1]! : 0
    let count = side === 1 ? counts[missing]! : 0
    // Behind the last bin only what is missing is on the right.
    const last = hasMissing && side === 0 ? missing : missing - 1
    for (let bin = first; bin < last; bin++) {
      if (counts[bin] === 0) continue
      gradient += sums[2 * bin]!
      hessian += sums[2 * bin + 1]!
      count += counts[bin]!
      if (count < minSamplesLeaf || hessian < enough) continue
      const rightHessian = node.hessian - hessian
      if (node.count - count < minSamplesLeaf || rightHessian < enough) break
      const worth = score(gradient, hessian + l2) + score(node.gradient - gradient, rightHessian + l2)
      if (!(worth > best)) continue
      best = worth
      found = { bin: bin - first, missingLeft: side === 1, left: { gradient, hessian, count } }
    }
  }
  if (!found) return undefined
  const missingLeft = hasMissing ? found.missingLeft : found.left.count > node.count - found.left.count
  return { ...found, feature, gain: (best - base) / units, leftBins: undefined, missingLeft }
}

/**
 * The best split of a node by one column of categories. Few are tried one against the rest. Many are put in the order
 * of G / (H + smoothing), in which the best two groups lie side by side (Fisher, 1958), and are added to the left side
 * one after the other from both ends, as in LightGBM; what is missing is a category like the others.
 */
export function splitCategories(
  feature: number,
  { bins }: BoostColumn,
  first: number,
  { sums, counts }: Histogram,
  node: Totals,
  { minSamplesLeaf, l2, units, minGroup }: BoostSplitSettings,
  atLeast: number,
): BoostSplit | undefined {
  const single = bins - 1 <= oneAgainstRest
  const present: number[] = []
  for (let bin = 0; bin < bins; bin++) {
    if (counts[first + bin]! >= (single ? 1 : Math.min(smoothing, minGroup))) present.push(bin)
  }
  const lambda = single ? l2 : l2 + categoryL2 * units
  const base = score(node.gradient, node.hessian + l2)
  const enough = minHessian * units
  let best = atLeast * units + base
  let found: { chosen: number[]; left: Totals } | undefined
  const consider = (chosen: () => number[], gradient: number, hessian: number, count: number): void => {
    const rightHessian = node.hessian - hessian
    if (count < minSamplesLeaf || node.count - count < minSamplesLeaf) return
    if (hessian < enough || rightHessian < enough) return
    const worth = score(gradient, hessian + lambda) + score(node.gradient - gradient, rightHessian + lambda)
    if (!(worth > best)) return
    best = worth
    found = { chosen: chosen(), left: { gradient, hessian, count } }
  }
  if (single) {
    for (const bin of present) {
      const at = first + bin
      consider(() => [bin], sums[2 * at]!, sums[2 * at + 1]!, counts[at]!)
    }
  } else {
    const rank = (bin: number) => sums[2 * (first + bin)]! / (sums[2 * (first + bin) + 1]! + smoothing * units)
    present.sort((a, b) => rank(a) - rank(b) || a - b)
    for (const order of [present, present.toReversed()]) {
      let gradient = 0
      let hessian = 0
      let count = 0
      let group = 0
      for (let c = 0; c < Math.min(order.length - 1, maxListed); c++) {
        const at = first + order[c]!
        gradient += sums[2 * at]!
        hessian += sums[2 * at + 1]!
        count += counts[at]!
        group += counts[at]!
        if (node.count - count < minGroup) break
        if (group < minGroup) continue
        group = 0
        consider(() => order.slice(0, c + 1), gradient, hessian, count)
      }
    }
  }
  if (!found) return undefined
  const leftBins = Int32Array.from(found.chosen).sort()
  return {
    feature,
    gain: (best - base) / units,
    bin: -1,
    leftBins,
    missingLeft: leftBins.includes(bins - 1),
    left: found.left,
  }
}
