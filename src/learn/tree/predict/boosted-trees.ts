import type { Parts } from '../../contract.ts'
import { corruptTrees, type Trees, treesFromTensors, treeTensors } from './trees.ts'

/**
 * Trees that know missing values and categories. A missing value goes left where `route` has the bit 1. Where it has
 * the bit 2 the column holds categories, by their places among the column's levels: those listed in `listed` go left,
 * all others right. `threshold` is then the place of the list, which begins with its length and ascends.
 */
export interface BoostedTrees extends Trees {
  readonly route: Uint8Array
  readonly listed: Int32Array
}

export const missingLeft = 1
export const byCategory = 2

/** The next node of a row in which categories are places among the levels, and what is missing is NaN. */
export function nextNode(
  { feature, threshold, left, route, listed }: BoostedTrees,
  node: number,
  row: Float64Array,
): number {
  const x = row[feature[node]]
  const at = threshold[node]
  const way = route[node]
  // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
  if (x !== x) return left[node] + ((way & missingLeft) === 1 ? 0 : 1)
  const goesLeft = (way & byCategory) === 0 ? x <= at : isListed(listed, at, x)
  return left[node] + (goesLeft ? 0 : 1)
}

function isListed(listed: Int32Array, at: number, level: number): boolean {
  const end = at + listed[at]
  for (let e = at + 1; e <= end; e++) if (listed[e] >= level) return listed[e] === level
  return false
}

/** Adds to `sum`, shape `(d, outputs)`, what each column changed on the row's way down the trees. */
export function addBoostChanges(trees: BoostedTrees, row: Float64Array, outputs: number, sum: Float64Array): void {
  const { roots, feature, value } = trees
  for (let t = 0; t < roots.length; t++) {
    for (let node = roots[t]; feature[node] >= 0; ) {
      const next = nextNode(trees, node, row)
      sum[feature[node] * outputs + (t % outputs)] += value[next] - value[node]
      node = next
    }
  }
}

export function boostedTensors(trees: BoostedTrees): Parts['tensors'] {
  const { route, listed } = trees
  return {
    ...treeTensors(trees),
    route: { shape: [route.length], data: route },
    listed: { shape: [listed.length], data: listed },
  }
}

/** @throws ARTIFACT_CORRUPT where a walk or a list of categories would not end */
export function boostedFromTensors(tensors: Parts['tensors']): BoostedTrees {
  const trees = {
    ...treesFromTensors(tensors),
    route: tensors.route!.data as Uint8Array,
    listed: tensors.listed!.data as Int32Array,
  }
  checkLists(trees)
  return trees
}

function checkLists({ feature, threshold, route, listed }: BoostedTrees): void {
  if (route.length !== feature.length)
    throw corruptTrees(`there are ${feature.length} nodes, but ${route.length} routes`)
  for (let i = 0; i < feature.length; i++) {
    if (feature[i] < 0 || (route[i] & byCategory) === 0) continue
    const at = threshold[i]
    if (!(listed[at] >= 0 && at + listed[at] < listed.length))
      throw corruptTrees(`node ${i} has its categories at ${at}, where there is no list`)
  }
}
