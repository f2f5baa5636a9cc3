import type { BoostRows } from './bin-rows.ts'
import { fillSparse, type Histogram, subtractHistogram, type Totals } from './histogram.ts'
import { boostKernel } from './kernels/choose.ts'
import type { BoostKernel } from './kernels/contract.ts'
import { partitionRows } from './kernels/plain.ts'
import type { BoostLoss, Units } from './loss.ts'
import { type BoostMemory, makeBoostMemory, mostThreads } from './memory.ts'
import { boundedAnswer, boundsOfSides, within } from './monotonic.ts'
import { bestColumn, type ColumnGain, type NodeGains, type NodeWork, splitBy, workOnNode } from './search.ts'
import type { BoostSplit, BoostSplitSettings } from './split.ts'
import type { BoostedTreeBuilder } from './tree-builder.ts'
import { BoostWorkers } from './worker-group.ts'

export interface BoostTreeSettings extends BoostSplitSettings {
  readonly learningRate: number
  readonly maxLeafNodes: number
  readonly maxDepth: number
}

/** A leaf, the rows of which are those from `start` to just before `end` of the grower's order. */
interface Leaf {
  readonly node: number
  readonly start: number
  readonly end: number
  readonly depth: number
  readonly value: number
  readonly totals: Totals
  histogram: Histogram | undefined
  /** The column to split it by. */
  best: ColumnGain | undefined
}

/**
 * Grows trees on histograms, the leaf that gains most first (Shi, 2007; Ke et al., 2017, LightGBM). Of two siblings the
 * one with fewer rows is counted, and the other is what remains of their parent.
 * O(rows · columns · depth) a tree, with depth about log₂ of its leaves.
 */
export class BoostTreeGrower {
  readonly #rows: BoostRows
  readonly #loss: BoostLoss
  readonly #given: BoostTreeSettings
  /** The same in the units of the tree that is grown. */
  #settings: BoostTreeSettings
  readonly #memory: BoostMemory
  /** The inner loops where rows are dense. */
  readonly #kernel: BoostKernel | undefined
  readonly #workers: BoostWorkers | undefined
  readonly #spare: Histogram[] = []
  /** How much the splits of each column lowered the loss, over all trees. */
  readonly gains: Float64Array

  /** @param threads at most; they help until `end` */
  constructor(rows: BoostRows, loss: BoostLoss, settings: BoostTreeSettings, threads: number) {
    this.#rows = rows
    this.#given = settings
    this.#settings = settings
    const mostLeaves = Math.max(1, Math.floor(rows.n / settings.minSamplesLeaf))
    this.#loss = loss
    this.#memory = makeBoostMemory(rows, Math.min(settings.maxLeafNodes, mostLeaves), loss)
    this.#kernel = rows.indptr ? undefined : boostKernel(rows, this.#memory, settings)
    this.#workers = BoostWorkers.of(rows, this.#memory, settings, threads)
    this.gains = new Float64Array(rows.d)
  }

  /** What was decided so far, shape `(outputs, n)`: to be filled before the first tree. */
  get raw(): Float64Array {
    return this.#memory.raw
  }

  /** Grows a tree on the gradients of decision k and adds what it answers to the decisions. */
  grow(k: number, builder: BoostedTreeBuilder): void {
    const { n, columns } = this.#rows
    const { maxLeafNodes } = this.#settings
    const { order } = this.#memory
    const totals = this.#findGradients(k)
    for (let i = 0; i < n; i++) order[i] = i
    builder.startTree()
    const root = this.#makeLeaf(builder, 0, n, 0, totals)
    const leaves = [root]
    this.#findBest(root)
    while (leaves.length < maxLeafNodes) {
      const place = mostGaining(leaves)
      if (place < 0) break
      const parent = leaves[place]
      const split = splitBy(parent.best!.feature, this.#rows, parent.histogram!, parent.totals, this.#settings)!
      this.gains[split.feature] += split.gain
      builder.split(parent.node, split, columns[split.feature])
      const [left, right] = this.#splitLeaf(parent, split, builder)
      leaves[place] = left
      leaves.push(right)
      this.#findBestOfChildren(parent, left, right, leaves.length >= maxLeafNodes)
    }
    const raw = this.raw.subarray(k * n, (k + 1) * n)
    for (const leaf of leaves) {
      const { start, end, histogram } = leaf
      const value = this.#answerOf(leaf, raw, builder)
      if (histogram) this.#spare.push(histogram)
      if (this.#kernel) this.#kernel.answer(raw, start, end, value)
      else for (let e = start; e < end; e++) raw[order[e]] += value
    }
  }

  /** What a leaf answers, where the loss knows better than the gradients. */
  #answerOf({ node, start, end, value, totals }: Leaf, raw: Float64Array, builder: BoostedTreeBuilder): number {
    if (!this.#loss.answer) return value
    const { learningRate, units } = this.#settings
    const answer = this.#loss.answer(raw, this.#memory.order.subarray(start, end))
    const unit = units.gradient / units.hessian
    const better = learningRate * (totals.bounds ? within(answer * unit, totals.bounds) / unit : answer)
    builder.setValue(node, better)
    return better
  }

  /** Writes the pairs; gives what they sum to. */
  #findGradients(k: number): Totals {
    const { n } = this.#rows
    const { pairs, raw, sums } = this.#memory
    const done = this.#kernel?.gradients ? n - (n % 2) : 0
    sums.fill(0)
    if (done > 0 && this.#workers?.isReady) this.#workers.gradients(done)
    else this.#kernel?.gradients?.(0, done, 0)
    const totals = { gradient: 0, hessian: 0, count: n }
    for (let thread = 0; thread < mostThreads; thread++) {
      totals.gradient += sums[2 * thread]
      totals.hessian += sums[2 * thread + 1]
    }
    if (done === n) return totals
    this.#loss.gradients(raw, k, pairs, done)
    const units = this.#loss.units?.()
    if (units) this.#settings = inUnits(this.#given, units)
    for (let i = done; i < n; i++) {
      totals.gradient += pairs[2 * i]
      totals.hessian += pairs[2 * i + 1] - this.#settings.units.count
    }
    return totals
  }

  #makeLeaf(builder: BoostedTreeBuilder, start: number, end: number, depth: number, totals: Totals): Leaf {
    const { l2, learningRate, units } = this.#settings
    const curvature = totals.hessian + l2
    const free = curvature > 0 ? (-learningRate * (totals.gradient / units.gradient)) / (curvature / units.hessian) : 0
    const value = totals.bounds ? (learningRate * boundedAnswer(totals, l2) * units.hessian) / units.gradient : free
    const node = builder.addLeaf(value, totals.count)
    return { node, start, end, depth, value, totals, histogram: undefined, best: undefined }
  }

  /** Lets the other threads go. */
  end(): void {
    this.#workers?.end()
  }

  /** Counts the leaf's rows and looks for its best column. */
  #findBest(leaf: Leaf): void {
    if (!this.#canSplit(leaf)) return
    leaf.histogram = this.#spare.pop() ?? this.#memory.makeHistogram()
    const alone = { parent: undefined, siblings: undefined }
    const [best] = this.#work(leaf, { ...this.#workOf(leaf), totals: leaf.totals, ...alone })
    leaf.best = best
  }

  #findBestOfChildren(parent: Leaf, left: Leaf, right: Leaf, isLast: boolean): void {
    const histogram = parent.histogram!
    const [small, large] = left.end - left.start <= right.end - right.start ? [left, right] : [right, left]
    if (isLast || !(this.#canSplit(left) || this.#canSplit(right))) {
      this.#spare.push(histogram)
      return
    }
    small.histogram = this.#spare.pop() ?? this.#memory.makeHistogram()
    large.histogram = histogram
    const totals = this.#canSplit(small) ? small.totals : undefined
    const siblings = this.#canSplit(large) ? large.totals : undefined
    const gains = this.#work(small, { ...this.#workOf(small), totals, parent: histogram, siblings })
    ;[small.best, large.best] = gains
  }

  #work(leaf: Leaf, work: NodeWork): NodeGains {
    const rows = this.#rows
    const all = { from: 0, to: rows.d }
    if (this.#workers?.isReady) return this.#workers.work(work)
    if (this.#kernel) return workOnNode(work, this.#kernel, rows, all)
    const { order, pairs } = this.#memory
    const { start, end, histogram, parent, settings, totals, siblings } = work
    fillSparse(rows, order, start, end, pairs, leaf.totals, settings.units, histogram)
    if (parent) subtractHistogram(parent, histogram)
    const gainOf = (of: Histogram, node: Totals) => (column: number) =>
      splitBy(column, rows, of, node, settings)?.gain ?? 0
    return [
      totals && bestColumn(all, gainOf(histogram, totals)),
      parent && siblings && bestColumn(all, gainOf(parent, siblings)),
    ]
  }

  #workOf({ start, end, histogram }: Leaf): Pick<NodeWork, 'start' | 'end' | 'histogram' | 'settings'> {
    return { start, end, histogram: histogram!, settings: this.#settings }
  }

  #canSplit({ depth, start, end }: Leaf): boolean {
    return depth < this.#settings.maxDepth && end - start >= 2 * this.#settings.minSamplesLeaf
  }

  #splitLeaf(parent: Leaf, split: BoostSplit, builder: BoostedTreeBuilder): [Leaf, Leaf] {
    const { start, end, depth, totals } = parent
    const middle = this.#partition(start, end, split)
    const { gradient, hessian, count } = split.left
    const right = {
      gradient: totals.gradient - gradient,
      hessian: totals.hessian - hessian,
      count: totals.count - count,
    }
    const { monotonic, l2 } = this.#settings
    const [leftBounds, rightBounds] = monotonic
      ? boundsOfSides(monotonic[split.feature], totals, split.left, right, l2)
      : []
    return [
      this.#makeLeaf(builder, start, middle, depth + 1, { ...split.left, bounds: leftBounds }),
      this.#makeLeaf(builder, middle, end, depth + 1, { ...right, bounds: rightBounds }),
    ]
  }

  /** Puts the rows that go left first, all others in the order that they had. */
  #partition(start: number, end: number, { feature, bin, leftBins, missingLeft }: BoostSplit): number {
    const { order, held, isLeft } = this.#memory
    const size = this.#rows.columns[feature].bins
    isLeft.fill(leftBins ? 0 : 1, 0, size)
    if (leftBins) for (const level of leftBins) isLeft[level] = 1
    else {
      isLeft.fill(0, bin + 1, size)
      isLeft[size - 1] = missingLeft ? 1 : 0
    }
    const wide = this.#rows.wide.find(({ column }) => column === feature)
    if (wide) return partitionRows(wide.bins, this.#memory, start, end)
    if (this.#kernel) return this.#kernel.partition(feature, start, end)
    return partitionBy(sparseReader(this.#rows, feature), isLeft, order, held, start, end)
  }
}

/** Settings in other units than those that they were made for. */
function inUnits(settings: BoostTreeSettings, units: Units): BoostTreeSettings {
  const hessian = units.hessian / settings.units.hessian
  const gradient = units.gradient / settings.units.gradient
  return {
    ...settings,
    l2: settings.l2 * hessian,
    minHessian: settings.minHessian * hessian,
    lossUnit: (settings.lossUnit / gradient / gradient) * hessian,
    units,
  }
}

/** The place of the leaf whose split gains most, the first of equals; −1 where none can be split. */
function mostGaining(leaves: readonly Leaf[]): number {
  let best = -1
  for (let place = 0; place < leaves.length; place++) {
    const gain = leaves[place].best?.gain
    if (gain !== undefined && (best < 0 || gain > leaves[best].best!.gain)) best = place
  }
  return best
}

/** Puts the rows first that go left by a bin that comes from a function. */
function partitionBy(
  binAt: (row: number) => number,
  isLeft: Uint8Array,
  order: Int32Array,
  held: Int32Array,
  start: number,
  end: number,
): number {
  let left = start
  let rights = 0
  for (let e = start; e < end; e++) {
    const row = order[e]
    if (isLeft[binAt(row)] === 1) order[left++] = row
    else held[rights++] = row
  }
  for (let e = 0; e < rights; e++) order[left + e] = held[e]
  return left
}

/** The bin of a sparse row in a column, not numbered on end. */
function sparseReader({ bins, indptr, starts, columns }: BoostRows, feature: number): (row: number) => number {
  const first = starts[feature]
  const next = starts[feature + 1]
  return (row) => {
    let low = indptr![row]
    let high = indptr![row + 1] - 1
    while (low <= high) {
      const middle = (low + high) >>> 1
      const bin = bins[middle]
      if (bin < first) low = middle + 1
      else if (bin >= next) high = middle - 1
      else return bin - first
    }
    return columns[feature].zeroBin
  }
}
