import { byCategory, missingLeft } from './boosted-trees.ts'
import { distinctLeaves } from './distinct-leaves.ts'
import type { Trees } from './trees.ts'
import type { TreeWalker } from './walker.ts'

type RankedInput = Trees & { readonly route?: Uint8Array }

/**
 * Trees without categories, laid out to be asked, 8 bytes a node: a row's numbers are replaced by their ranks among the thresholds of their
 * columns first, so that a node compares small whole numbers. A pair of children stands together with its own
 * children, so that two steps mostly read one line of the processor's cache. Four trees are walked down side by side,
 * without a branch that depends on the numbers: a wrong guess, or a wait for memory, costs more than several steps.
 * (One row through 500 boosted trees, 30,500 nodes: about three quarters of the time that `CompactTrees` takes; eight
 * trees side by side, or sixteen, were slower.)
 *
 * A node is a word and the place of its left child, the right one being the next. The word has the place of the rank
 * in the row (bits 0 to 15) and the rank that it must be above to go right (16 to 30). A row has each rank twice: what
 * is missing is above all first, and below all then. A leaf has the sign bit and is its own left child; where a rank would
 * be it has the place of its values, of which the leaves of a forest share a few, and the place of a rank that is
 * always 0.
 */
export class RankedTrees implements TreeWalker {
  readonly #ranks: Ranks
  readonly #nodes: Int32Array
  readonly #roots: Int32Array
  readonly #values: Float64Array
  /** Where there are more different values than a word has room for: the place of each leaf's, by node. */
  readonly #places: Int32Array | undefined
  readonly #outputs: number
  /** The leaf that a row ends in, tree by tree. */
  readonly #leaves: Int32Array

  private constructor(trees: RankedInput, ranks: Ranks) {
    const { roots, outputs } = trees
    this.#ranks = ranks
    this.#outputs = outputs
    const { order, places } = clustered(trees)
    this.#nodes = new Int32Array(2 * order.length)
    const { values, placeOf } = distinctLeaves(trees)
    this.#values = values
    const isShort = values.length <= outputs * (rankBits + 1)
    this.#places = isShort ? undefined : Int32Array.from(order, (i) => (i < 0 ? 0 : placeOf[i]))
    for (let at = 0; at < order.length; at++) {
      const i = order[at]
      const isLeaf = i < 0 || trees.feature[i] < 0
      const way = trees.route?.[i] ?? 0
      this.#nodes[2 * at] = isLeaf
        ? leafBit | (isShort && i >= 0 ? placeOf[i] << 16 : 0) | ranks.zeroPlace
        : ranks.word(trees.feature[i], trees.threshold[i], way & missingLeft)
      this.#nodes[2 * at + 1] = isLeaf ? at : places[trees.left[i]]
    }
    // The last group is filled with the first tree, whose answers are then not looked at.
    this.#roots = new Int32Array(Math.ceil(roots.length / lanes) * lanes).fill(places[roots[0]])
    roots.forEach((root, t) => {
      this.#roots[t] = places[root]
    })
    this.#leaves = new Int32Array(this.#roots.length)
  }

  /** Undefined where a column holds categories, or has more thresholds than a word has room for. */
  static of(trees: RankedInput): RankedTrees | undefined {
    if (trees.route?.some((way) => (way & byCategory) !== 0)) return undefined
    const ranks = new Ranks(trees)
    return ranks.fit ? new RankedTrees(trees, ranks) : undefined
  }

  /** Adds what each of `count` trees answers for a row to `sum`, shape `(outputs,)`. */
  addAnswers(row: Float64Array, count: number, sum: Float64Array): void {
    const values = this.#values
    const outputs = this.#outputs
    this.#walk(row)
    for (let t = 0; t < count; t++) {
      const first = outputs * this.#placeOf(this.#leaves[t])
      for (let k = 0; k < outputs; k++) sum[k] += values[first + k]
    }
  }

  /** Adds what tree t of `count` answers, one number, to `sum[t % sum.length]`. */
  addInTurns(row: Float64Array, count: number, sum: Float64Array): void {
    const K = sum.length
    this.#walk(row)
    for (let t = 0, k = 0; t < count; t++) {
      sum[k] += this.#values[this.#placeOf(this.#leaves[t])]
      if (++k === K) k = 0
    }
  }

  #placeOf(leaf: number): number {
    return this.#places === undefined ? (this.#nodes[2 * leaf] >> 16) & rankBits : this.#places[leaf]
  }

  /** Fills `leaves`. */
  #walk(row: Float64Array): void {
    const ranks = this.#ranks.of(row)
    const nodes = this.#nodes
    const roots = this.#roots
    const leaves = this.#leaves
    for (let t = 0; t < roots.length; t += lanes) {
      let a = roots[t]
      let b = roots[t + 1]
      let c = roots[t + 2]
      let d = roots[t + 3]
      let wordA = nodes[2 * a]
      let wordB = nodes[2 * b]
      let wordC = nodes[2 * c]
      let wordD = nodes[2 * d]
      // Until all of them have the sign bit.
      while ((wordA & wordB & wordC & wordD) >= 0) {
        a = nodes[2 * a + 1] + +(ranks[wordA & placeBits] > ((wordA >> 16) & rankBits))
        b = nodes[2 * b + 1] + +(ranks[wordB & placeBits] > ((wordB >> 16) & rankBits))
        c = nodes[2 * c + 1] + +(ranks[wordC & placeBits] > ((wordC >> 16) & rankBits))
        d = nodes[2 * d + 1] + +(ranks[wordD & placeBits] > ((wordD >> 16) & rankBits))
        wordA = nodes[2 * a]
        wordB = nodes[2 * b]
        wordC = nodes[2 * c]
        wordD = nodes[2 * d]
      }
      leaves[t] = a
      leaves[t + 1] = b
      leaves[t + 2] = c
      leaves[t + 3] = d
    }
  }
}

const lanes = 4
const placeBits = 0xffff
const rankBits = 0x7fff
const leafBit = -(2 ** 31)

/** The thresholds of each column that is asked about, ascending and without repeats, and the ranks of a row among them. */
class Ranks {
  /** Columns that some node asks about, ascending. */
  readonly #columns: Int32Array
  /** For each of them where its thresholds begin; one entry more at the end. */
  readonly #starts: Int32Array
  readonly #thresholds: Float64Array
  /** Where a column is among those that are asked about. */
  readonly #placeOf: Int32Array
  readonly #zeroRanks: Int32Array
  readonly #ranks: Int32Array
  /** The place of a rank that is 0 in every row. */
  readonly zeroPlace: number
  /** Whether places and ranks fit into a word. */
  readonly fit: boolean

  constructor({ feature, threshold }: Trees) {
    const d = feature.reduce((most, j) => Math.max(most, j), 0) + 1
    const counts = new Int32Array(d)
    for (const j of feature) if (j >= 0) counts[j]++
    this.#columns = Int32Array.from(counts.keys()).filter((j) => counts[j] > 0)
    this.#placeOf = new Int32Array(d)
    const listed = Array.from(this.#columns, (j, place) => {
      this.#placeOf[j] = place
      return new Float64Array(counts[j])
    })
    for (let i = 0; i < feature.length; i++) {
      // −0 and 0 are the same threshold.
      if (feature[i] >= 0) listed[this.#placeOf[feature[i]]][--counts[feature[i]]] = threshold[i] + 0
    }
    const distinct = listed.map((of) => of.sort().filter((value, at) => value !== of[at - 1]))
    this.#starts = new Int32Array(distinct.length + 1)
    distinct.forEach((of, place) => {
      this.#starts[place + 1] = this.#starts[place] + of.length
    })
    this.#thresholds = new Float64Array(this.#starts[distinct.length])
    distinct.forEach((of, place) => {
      this.#thresholds.set(of, this.#starts[place])
    })
    this.fit = 2 * distinct.length <= placeBits && distinct.every((of) => of.length < rankBits)
    this.#zeroRanks = Int32Array.from(distinct, (_, place) => this.#below(place, 0))
    this.zeroPlace = 2 * distinct.length
    this.#ranks = new Int32Array(this.zeroPlace + 1)
  }

  /** A node's word: it goes right where the column's number is above the threshold. */
  word(column: number, threshold: number, missing: number): number {
    const place = this.#placeOf[column]
    return (this.#below(place, threshold) << 16) | (2 * place + missing)
  }

  /** Each rank twice: how many thresholds a number is above. Reused by the next row. */
  of(row: Float64Array): Int32Array {
    const ranks = this.#ranks
    for (let place = 0; place < this.#columns.length; place++) {
      const x = row[this.#columns[place]]
      const isMissing = Number.isNaN(x)
      const rank = x === 0 ? this.#zeroRanks[place] : isMissing ? 0 : this.#below(place, x)
      ranks[2 * place] = isMissing ? rankBits - 1 : rank
      ranks[2 * place + 1] = rank
    }
    return ranks
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

/**
 * The order of nodes in memory (−1: an empty place, beside a root) and the place of each node: a pair of siblings, then
 * the pairs below it, then what is below those.
 */
function clustered({ roots, feature, left }: Trees): { order: Int32Array; places: Int32Array } {
  const order = new Int32Array(feature.length + roots.length).fill(-1)
  const places = new Int32Array(feature.length)
  const open: number[] = []
  let end = 0
  const putPair = (first: number): void => {
    places[first] = end
    places[first + 1] = end + 1
    order[end++] = first
    order[end++] = first + 1
  }
  for (const root of roots) {
    places[root] = end
    order[end] = root
    end += 2
    if (feature[root] >= 0) open.push(root)
    for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
      const first = left[parent]
      putPair(first)
      for (let node = first; node <= first + 1; node++) if (feature[node] >= 0) putPair(left[node])
      for (let node = first + 1; node >= first; node--) {
        if (feature[node] < 0) continue
        for (let child = left[node] + 1; child >= left[node]; child--) if (feature[child] >= 0) open.push(child)
      }
    }
  }
  return { order, places }
}
