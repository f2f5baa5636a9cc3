import { Random } from '../random.ts'
import { midpoint } from './best-split.ts'
import { bootstrapWeights } from './bootstrap.ts'
import { DenseSplitter } from './dense-splitter.ts'
import type { ForestData } from './forest-data.ts'
import { entropy, gini } from './impurity.ts'
import { SparseSplitter } from './sparse-splitter.ts'
import { TreeBuilder } from './tree-builder.ts'
import type { Trees } from './trees.ts'

/** A tree of a forest, and how much impurity the splits of each column took away, as shares of its rows' weight. */
export interface ForestTree {
  readonly trees: Trees
  readonly gains: Float64Array
}

/** The rows from `start` to just before `end` of a tree's order, waiting to be split. */
interface Pending {
  readonly node: number
  readonly start: number
  readonly end: number
  readonly depth: number
  readonly classWeights: Float64Array
  readonly weight: number
}

/**
 * Grows the tree with the number `tree` on bins: its draws come from the generator of that number, so that it is the
 * same whichever thread grows it, and when.
 */
export function growForestTree(data: ForestData, tree: number): ForestTree {
  const { matrix, settings, classes: K } = data
  const impurity = settings.criterion === 'entropy' ? entropy : gini
  const random = new Random(settings.seed, tree)
  const weights = settings.bootstrap ? bootstrapWeights(data.weights, random) : data.weights
  const order = Int32Array.from({ length: matrix.n }, (_, i) => i).filter((row) => weights[row]! > 0)
  const target = { codes: data.codes, weights, classes: K }
  const search = {
    target,
    order,
    impurity,
    minSamplesLeaf: settings.minSamplesLeaf,
    features: settings.features,
    random,
  }
  const splitter = matrix.kind === 'dense' ? new DenseSplitter(matrix, search) : new SparseSplitter(matrix, search)
  const fewest = Math.max(settings.minSamplesSplit, 2 * settings.minSamplesLeaf)
  const maxDepth = settings.maxDepth < 0 ? Number.POSITIVE_INFINITY : settings.maxDepth
  const builder = new TreeBuilder(K)
  const gains = new Float64Array(matrix.d)
  const pending: Pending[] = []

  const addNode = (start: number, end: number, depth: number): number => {
    const classWeights = new Float64Array(K)
    for (let e = start; e < end; e++) classWeights[data.codes[order[e]!]!]! += weights[order[e]!]!
    const weight = classWeights.reduce((sum, w) => sum + w, 0)
    const node = builder.addLeaf(classWeights.map((w) => w / weight))
    const isPure = impurity.of(classWeights, weight) <= Number.EPSILON
    if (depth < maxDepth && end - start >= fewest && !isPure) {
      pending.push({ node, start, end, depth, classWeights, weight })
    }
    return weight
  }

  const total = addNode(0, order.length, 0)
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, start, end, depth, classWeights, weight } = next
    if (!splitter.search(start, end, classWeights, weight)) continue
    const { feature, leftBin, rightBin, worth } = splitter
    gains[feature]! += Math.max(0, worth - impurity.purity(classWeights, weight)) / total
    const first = matrix.starts[feature]!
    builder.split(node, feature, midpoint(matrix.high[first + leftBin]!, matrix.low[first + rightBin]!))
    const middle = splitter.partition(start, end)
    addNode(start, middle, depth + 1)
    addNode(middle, end, depth + 1)
  }
  return { trees: builder.finish(), gains }
}
