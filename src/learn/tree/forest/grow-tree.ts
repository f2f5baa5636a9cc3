import { Random } from '../../random.ts'
import type { Trees } from '../predict/trees.ts'
import { entropy, gini } from '../split/impurity.ts'
import { classTally, numberTally } from '../split/tally.ts'
import { TreeBuilder } from '../tree-builder.ts'
import { type BinnedMatrix, cutBetween } from './binned-matrix.ts'
import { bootstrapWeights } from './bootstrap.ts'
import { ClassSplitter } from './class-splitter.ts'
import type { ForestData } from './data.ts'
import { NumberSplitter } from './number-splitter.ts'
import { PendingNodes } from './pending-nodes.ts'
import { SparseSplitter } from './sparse-splitter.ts'
import type { Splitter, SplitterInput } from './splitter.ts'
import { TwoClassSplitter } from './two-class-splitter.ts'

/** A tree of a forest, and how much impurity the splits of each column took away, as shares of its rows' weight. */
export interface ForestTree {
  readonly trees: Trees
  readonly gains: Float64Array
}

/**
 * Grows the tree with the number `tree` on bins: its draws come from the generator of that number, so that it is the
 * same whichever thread grows it, and when.
 */
export function growForestTree(data: ForestData, tree: number): ForestTree {
  const { matrix, settings, classes, codes, y } = data
  const impurity = settings.criterion === 'entropy' ? entropy : gini
  const random = new Random(settings.seed, tree)
  const weights = settings.bootstrap ? bootstrapWeights(data.weights, random) : data.weights
  const order = rowsWithWeight(weights)
  const tally = y ? numberTally(y, weights) : classTally(codes, weights, classes, impurity)
  const K = tally.size
  const search = {
    target: { codes, classes, y, weights },
    tally,
    order,
    impurity,
    drawsThresholds: settings.drawsThresholds,
    minSamplesLeaf: settings.minSamplesLeaf,
    features: settings.features,
    random,
  }
  const splitter = makeSplitter(matrix, search)
  const fewest = Math.max(settings.minSamplesSplit, 2 * settings.minSamplesLeaf)
  const maxDepth = settings.maxDepth < 0 ? Number.POSITIVE_INFINITY : settings.maxDepth
  const builder = new TreeBuilder(tally.outputs)
  const gains = new Float64Array(matrix.d)
  const pending = new PendingNodes(K)
  const sums = new Float64Array(K)
  const answer = new Float64Array(tally.outputs)

  /** @param from where the node's sums begin in `sides` */
  const addNode = (start: number, end: number, depth: number, sides: Float64Array, from: number): void => {
    for (let k = 0; k < K; k++) sums[k] = sides[from + k]
    const weight = tally.weightOf(sums)
    tally.answer(sums, weight, answer)
    const node = builder.addLeaf(answer, weight)
    if (depth >= maxDepth || end - start < fewest) return
    if (!tally.isPure(sums, weight)) pending.push(node, start, end, depth, weight, splitter.constants, sides, from)
  }

  const all = new Float64Array(K)
  tally.empty(all)
  for (const row of order) tally.add(all, row)
  addNode(0, order.length, 0, all, 0)
  const total = tally.weightOf(all)
  while (pending.pop()) {
    const { node, start, end, depth, weight } = pending
    splitter.recall(pending.constants)
    if (!splitter.search(start, end, pending.sums, weight)) continue
    const { feature, leftBin, rightBin, worth } = splitter
    gains[feature] += Math.max(0, worth - tally.purity(pending.sums, weight)) / total
    builder.split(node, feature, cutBetween(matrix, feature, leftBin, rightBin))
    const middle = splitter.partition(start, end)
    addNode(start, middle, depth + 1, splitter.sides, 0)
    addNode(middle, end, depth + 1, splitter.sides, K)
  }
  return { trees: builder.finish(), gains }
}

function makeSplitter(matrix: BinnedMatrix, input: SplitterInput): Splitter {
  if (matrix.kind === 'sparse') return new SparseSplitter(matrix, input)
  const { target, impurity } = input
  if (target.y) return new NumberSplitter(matrix, input, target.y)
  const packed = target.classes === 2 && impurity === gini ? TwoClassSplitter.of(matrix, input) : undefined
  return packed ?? new ClassSplitter(matrix, input)
}

function rowsWithWeight(weights: Float64Array): Int32Array {
  const rows = new Int32Array(weights.length)
  let count = 0
  for (let i = 0; i < weights.length; i++) {
    rows[count] = i
    count += +(weights[i] > 0)
  }
  return rows.slice(0, count)
}
