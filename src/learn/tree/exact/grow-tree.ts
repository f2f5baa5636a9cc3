import type { Random } from '../../random.ts'
import type { Trees } from '../predict/trees.ts'
import { type NodeRows, type Split, SplitSearch } from '../split/best-split.ts'
import type { Tally } from '../split/tally.ts'
import { TreeBuilder } from '../tree-builder.ts'
import { Partition } from './partition.ts'
import type { SortedColumns } from './sorted-columns.ts'

export interface Growth {
  readonly maxDepth: number
  readonly minSamplesSplit: number
  readonly minSamplesLeaf: number
  readonly maxLeafNodes: number
  /** Columns that are drawn for a split, 1 to d. */
  readonly features: number
  readonly random: Random
}

interface Node extends NodeRows {
  readonly node: number
  readonly depth: number
}

/** A node that can be split, and how much impurity that takes away, weighed. */
interface Frontier {
  readonly node: Node
  readonly split: Split
  readonly gain: number
}

/**
 * A tree grown on sorted columns: of all splits of a node the one that gains most, until nothing is left to split.
 * O(depth · entries) time for whole trees; one copy of the columns in memory.
 *
 * Of splits that gain the same, the first column's wins (with `features` below d, the first drawn), then the smallest
 * threshold. A split that gains nothing is made too: it can be the way to one that does, as for exclusive or.
 */
export function growTree(columns: SortedColumns, tally: Tally, growth: Growth): { trees: Trees; gains: Float64Array } {
  const fewest = Math.max(growth.minSamplesSplit, 2 * growth.minSamplesLeaf)
  const search = new SplitSearch(columns, tally, growth.minSamplesLeaf)
  const partition = new Partition(columns, tally, fewest)
  const builder = new TreeBuilder(tally.outputs)
  const gains = new Float64Array(columns.d)
  const answer = new Float64Array(tally.outputs)
  const order = Int32Array.from({ length: columns.d }, (_, j) => j)
  const frontier: Frontier[] = []
  const addNode = (rows: NodeRows, depth: number): void => {
    const { sums, weight } = rows
    tally.answer(sums, weight, answer)
    const node = builder.addLeaf(answer, weight)
    if (depth >= growth.maxDepth || rows.count < fewest || tally.isPure(sums, weight)) return
    const parent: Node = { ...rows, node, depth }
    const split = findSplit(search, parent, order, growth)
    if (!split) return
    frontier.push({ node: parent, split, gain: split.worth - tally.purity(sums, weight) })
  }
  addNode(partition.root(), 0)
  for (let leaves = 1; frontier.length > 0 && leaves < growth.maxLeafNodes; leaves++) {
    const { node, split, gain } = takeNext(frontier, growth.maxLeafNodes < Number.POSITIVE_INFINITY)
    gains[split.feature] += Math.max(0, gain)
    builder.split(node.node, split.feature, split.threshold)
    for (const side of partition.split(node, split)) addNode(side, node.depth + 1)
  }
  return { trees: builder.finish(), gains }
}

/** The next node to split: the one that gains most, where the number of leaves is limited; else any will do. */
function takeNext(frontier: Frontier[], byGain: boolean): Frontier {
  if (!byGain) return frontier.pop()!
  let best = 0
  for (let i = 1; i < frontier.length; i++) if (frontier[i].gain > frontier[best].gain) best = i
  return frontier.splice(best, 1)[0]
}

/**
 * The best split of a node. Of the d columns, `features` are drawn, and more while none of them has two values in the
 * node, as scikit-learn does.
 */
function findSplit(search: SplitSearch, node: NodeRows, order: Int32Array, growth: Growth): Split | undefined {
  const { features, random } = growth
  const d = order.length
  let best: Split | undefined
  let differing = false
  for (let drawn = 0; drawn < d && (drawn < features || !differing); drawn++) {
    if (features < d) {
      const other = drawn + random.below(d - drawn)
      const held = order[drawn]
      order[drawn] = order[other]
      order[other] = held
    }
    const j = order[drawn]
    if (search.isConstant(node, j)) continue
    differing = true
    best = search.search(node, j, best?.worth ?? Number.NEGATIVE_INFINITY) ?? best
  }
  return best
}
