import { byCategory, missingLeft } from './boosted-trees.ts'
import { makeMasked, treesAtOnce } from './masked-trees-wasm.ts'
import type { Trees } from './trees.ts'
import type { TreeWalker } from './walker.ts'

type MaskedInput = Trees & { readonly route?: Uint8Array }

/**
 * Small trees without categories, laid out to be asked all at once instead of walked down. A tree has at most 32
 * leaves, a bit each, from left to right. A node on whose right side a row is, if it comes there or not, rules out the
 * leaves on its left; the first leaf that stays is the answer. The nodes that ask about a column lie side by side by
 * their thresholds, those that a number is above being the first ones: they are read in a row, and none waits for the
 * one before. At every so many of them there is a stop, which has what all nodes before it leave of every tree. (One
 * row through 500 boosted trees, 30,500 nodes: 0.4 of the time that
 * `RankedTrees` takes.)
 *
 * Source: Lucchese et al. (2015), QuickScorer, SIGIR; the stops are ours.
 */
export class MaskedTrees implements TreeWalker {
  readonly #code: NonNullable<ReturnType<typeof makeMasked>>
  /** Columns that some node asks about, and where the nodes of each begin; one entry more at the end. */
  readonly #columns: Int32Array
  readonly #starts: Int32Array
  readonly #thresholds: Float64Array
  /** For each node whether what is missing goes right. */
  readonly #missingRight: Uint8Array
  /** For each column how many thresholds are below 0, which sparse rows have most of. */
  readonly #belowZero: Int32Array
  /** For each column the number of its first stop, and how many nodes there are from a stop to the next. */
  readonly #firstStops: Int32Array
  readonly #stride: number

  /** Undefined where a column holds categories, a leaf has several answers, a tree more than 32 leaves, or without WebAssembly's SIMD. */
  static of(trees: MaskedInput): MaskedTrees | undefined {
    const { roots, feature, outputs, route } = trees
    const isSmall = roots.every((root, t) => (roots[t + 1] ?? feature.length) - root < 2 * mostLeaves)
    const hasCategories = route?.some((way) => (way & byCategory) !== 0) ?? false
    if (outputs !== 1 || !isSmall || hasCategories) return undefined
    const nodes = sortedNodes(trees)
    // To pass a stop takes as long as to pass about a tenth as many nodes as there are trees.
    const stride = Math.max(fewestBetween, Math.ceil(roots.length / 4))
    const stops = nodes.starts.reduce((sum, start, place) => {
      const size = (nodes.starts[place + 1] ?? start) - start
      return sum + Math.floor(size / stride)
    }, 0)
    const padded = Math.ceil(roots.length / treesAtOnce) * treesAtOnce
    const leaves = feature.reduce((sum, j) => sum + (j < 0 ? 1 : 0), 0)
    const code = makeMasked({
      values: leaves,
      firsts: padded,
      nodes: 2 * nodes.order.length,
      left: padded,
      stops: padded * stops,
    })
    return code && new MaskedTrees(trees, nodes, code, stride)
  }

  private constructor(
    trees: MaskedInput,
    { order, columns, starts }: SortedNodes,
    code: NonNullable<ReturnType<typeof makeMasked>>,
    stride: number,
  ) {
    this.#code = code
    this.#columns = columns
    this.#starts = starts
    this.#stride = stride
    this.#thresholds = Float64Array.from(order, (i) => trees.threshold[i])
    this.#missingRight = Uint8Array.from(order, (i) => (((trees.route?.[i] ?? 0) & missingLeft) === 0 ? 1 : 0))
    const { treeOf, maskOf } = numberLeaves(trees, code)
    order.forEach((i, at) => {
      code.nodes[2 * at] = 4 * treeOf[i]
      code.nodes[2 * at + 1] = maskOf[i]
    })
    this.#firstStops = new Int32Array(columns.length)
    this.#belowZero = new Int32Array(columns.length)
    let stop = 0
    for (let place = 0; place < columns.length; place++) {
      this.#belowZero[place] = this.#below(place, 0)
      this.#firstStops[place] = stop
      code.left.fill(-1)
      for (let at = starts[place] + stride; at <= starts[place + 1]; at += stride, stop++) {
        code.passNodes(at - stride, at)
        code.stops.set(code.left, stop * code.left.length)
      }
    }
  }

  addAnswers(row: Float64Array, count: number, sum: Float64Array): void {
    this.addInTurns(row, count, sum)
  }

  /** Adds what tree t of `count` answers to `sum[t % sum.length]`. */
  addInTurns(row: Float64Array, count: number, sum: Float64Array): void {
    const code = this.#code
    code.left.fill(-1)
    for (let place = 0; place < this.#columns.length; place++) {
      const x = row[this.#columns[place]]
      if (Number.isNaN(x)) {
        this.#passMissing(place)
        continue
      }
      const below = x === 0 ? this.#belowZero[place] : this.#below(place, x)
      if (below === 0) continue
      const stops = Math.floor(below / this.#stride)
      const start = this.#starts[place]
      if (stops > 0) code.passStop(this.#firstStops[place] + stops - 1)
      code.passNodes(start + stops * this.#stride, start + below)
    }
    for (let k = 0; k < sum.length; k++) sum[k] = code.addAnswers(k, count, sum.length, sum[k])
  }

  #passMissing(place: number): void {
    const { left, nodes } = this.#code
    for (let at = this.#starts[place]; at < this.#starts[place + 1]; at++) {
      if (this.#missingRight[at] === 1) left[nodes[2 * at] / 4] &= nodes[2 * at + 1]
    }
  }

  /** How many of a column's thresholds are below a number. Halves without a branch: one guess in two would be wrong. */
  #below(place: number, x: number): number {
    const thresholds = this.#thresholds
    const start = this.#starts[place]
    let from = start
    let size = this.#starts[place + 1] - start
    while (size > 1) {
      const half = size >> 1
      from += half * +(thresholds[from + half - 1] < x)
      size -= half
    }
    return from - start + (size === 1 && thresholds[from] < x ? 1 : 0)
  }
}

const mostLeaves = 32
/** Nodes from a stop to the next at least. */
const fewestBetween = 128

interface SortedNodes {
  /** The nodes that are no leaves, by column and then by threshold. */
  readonly order: Int32Array
  readonly columns: Int32Array
  readonly starts: Int32Array
}

function sortedNodes({ feature, threshold }: Trees): SortedNodes {
  const order = Int32Array.from(feature.keys())
    .filter((i) => feature[i] >= 0)
    .sort((a, b) => feature[a] - feature[b] || threshold[a] - threshold[b] || a - b)
  const begin = (i: number, at: number) => at === 0 || feature[i] !== feature[order[at - 1]]
  const places = Int32Array.from(order.keys()).filter((at) => begin(order[at], at))
  return {
    order,
    columns: places.map((at) => feature[order[at]]),
    starts: Int32Array.of(...places, order.length),
  }
}

/**
 * Numbers each tree's leaves from left to right, and writes down their answers; gives of each node the tree, and the
 * leaves that it leaves to a row on its right side.
 */
function numberLeaves(
  { roots, feature, left, value }: Trees,
  { values, firsts }: { readonly values: Float64Array; readonly firsts: Int32Array },
): { treeOf: Int32Array; maskOf: Int32Array } {
  const treeOf = new Int32Array(feature.length)
  const maskOf = new Int32Array(feature.length)
  let leaves = 0
  const visit = (node: number, t: number, first: number): void => {
    treeOf[node] = t
    if (feature[node] < 0) {
      values[leaves++] = value[node]
      return
    }
    const from = leaves - first
    visit(left[node], t, first)
    // The right side has a leaf too, so that there are at most 31 on the left.
    maskOf[node] = ~(((1 << (leaves - first - from)) - 1) << from)
    visit(left[node] + 1, t, first)
  }
  roots.forEach((root, t) => {
    firsts[t] = 8 * leaves
    visit(root, t, leaves)
  })
  return { treeOf, maskOf }
}
