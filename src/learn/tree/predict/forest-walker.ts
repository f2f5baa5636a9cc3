import type { Matrix } from '../../contract.ts'
import { forEachRow } from '../../each-row.ts'
import { distinctLeaves } from './distinct-leaves.ts'
import { below, fewThresholds } from './few-thresholds.ts'
import { clusteredPlaces } from './tree-layout.ts'
import type { Trees } from './trees.ts'
import type { AnswerWalker } from './walker.ts'

/**
 * Trees on columns of at most 255 thresholds, as forests have them, laid out to be asked: 4 bytes a node. A hundred
 * trees on 100,000 rows have millions of nodes, more than the processor's near caches hold: nodes that are asked one
 * after the other stand together, and four trees are walked down side by side, without a branch that depends on the
 * numbers.
 *
 * A row's numbers are replaced by their ranks among the thresholds of their columns first. A node has a word: the place
 * of its rank in the row (bits 0 to 8), the rank that the row's must be above to go right (9 to 16), and how far away its
 * left child is, the right one being the next (17 to 31). A leaf has the way 0 and a rank that none is above; where the
 * place of a rank would be it has the place of its values, of which the leaves of a forest share a few.
 */
export class ForestWalker implements AnswerWalker {
  readonly #nodes: Int32Array
  readonly #roots: Int32Array
  readonly #values: Float64Array
  /** Where there are more different values than a word has room for: the place of each leaf's, by node. */
  readonly #leafPlaces: Int32Array | undefined
  readonly #outputs: number
  /** The columns that nodes ask about, and the thresholds of each, ascending. */
  readonly #columns: Int32Array
  readonly #thresholds: readonly Float64Array[]
  /** The ranks of a row, each where a node's word has its rank; and of a block of rows, once there was one. */
  readonly #ranks: Int32Array
  #blockRanks: Int32Array[] = []
  readonly #leaves = new Int32Array(4)

  private constructor(trees: Trees, thresholds: readonly Float64Array[], places: Int32Array, size: number) {
    const { roots, feature, threshold, left, outputs } = trees
    this.#columns = Int32Array.from(thresholds.keys()).filter((j) => thresholds[j].length > 0)
    this.#thresholds = Array.from(this.#columns, (j) => thresholds[j])
    ;[this.#ranks] = this.#makeRanks(1)
    const rankAt = new Int32Array(thresholds.length)
    this.#columns.forEach((j, at) => {
      rankAt[j] = at
    })
    const { values, placeOf } = distinctLeaves(trees)
    const isShort = values.length <= outputs * mostColumns
    this.#values = values
    this.#leafPlaces = isShort ? undefined : new Int32Array(size)
    this.#outputs = outputs
    this.#nodes = new Int32Array(size)
    for (let i = 0; i < feature.length; i++) {
      const at = places[i]
      const j = feature[i]
      if (j >= 0) {
        const rank = below(thresholds[j], threshold[i])
        this.#nodes[at] = ((places[left[i]] - at) << wayShift) | (rank << rankShift) | rankAt[j]
      } else {
        this.#nodes[at] = (mostRank << rankShift) | (isShort ? placeOf[i] : 0)
        if (this.#leafPlaces) this.#leafPlaces[at] = placeOf[i]
      }
    }
    // The last group of four is filled with the first tree, whose answers are then not looked at.
    this.#roots = new Int32Array(Math.ceil(roots.length / 4) * 4).fill(places[roots[0]])
    roots.forEach((root, t) => {
      this.#roots[t] = places[root]
    })
  }

  /** Undefined where there are more columns, thresholds or nodes than a word has room for. */
  static of(trees: Trees): ForestWalker | undefined {
    const thresholds = fewThresholds(trees, mostRank, mostColumns)
    if (thresholds === undefined) return undefined
    const { places, size } = clusteredPlaces(trees, longestWay)
    return size === 0 ? undefined : new ForestWalker(trees, thresholds, places, size)
  }

  addAnswers(row: Float64Array, count: number, sum: Float64Array): void {
    this.#rank(row, this.#ranks)
    for (let t = 0; t < count; t += 4) {
      this.#walk(t, this.#ranks)
      this.#add(Math.min(4, count - t), sum, 0)
    }
  }

  /** Some rows at a time, and four trees at a time, which are near then while the rows ask them. */
  addAllAnswers(X: Matrix, count: number, sums: Float64Array): void {
    if (this.#blockRanks.length < Math.min(X.rows, block)) this.#blockRanks = this.#makeRanks(Math.min(X.rows, block))
    const ranks = this.#blockRanks
    forEachRow(X, (row, i) => {
      const inBlock = i % block
      this.#rank(row, ranks[inBlock])
      if (inBlock < block - 1 && i < X.rows - 1) return
      const first = (i - inBlock) * this.#outputs
      for (let t = 0; t < count; t += 4) {
        for (let r = 0; r <= inBlock; r++) {
          this.#walk(t, ranks[r])
          this.#add(Math.min(4, count - t), sums, first + r * this.#outputs)
        }
      }
    })
  }

  /** Adds the values of the first so many leaves to `sums` from `at` on. */
  #add(count: number, sums: Float64Array, at: number): void {
    const values = this.#values
    const outputs = this.#outputs
    for (let s = 0; s < count; s++) {
      const first = this.#placeOf(this.#leaves[s]) * outputs
      for (let k = 0; k < outputs; k++) sums[at + k] += values[first + k]
    }
  }

  #placeOf(leaf: number): number {
    return this.#leafPlaces === undefined ? this.#nodes[leaf] & placeBits : this.#leafPlaces[leaf]
  }

  /** Room for the ranks of so many rows, and some behind each, for leaves look anywhere. */
  #makeRanks(rows: number): Int32Array[] {
    const width = this.#columns.length
    const all = new Int32Array(rows * width + mostColumns)
    return Array.from({ length: rows }, (_, i) => all.subarray(i * width, i * width + mostColumns))
  }

  #rank(row: Float64Array, ranks: Int32Array): void {
    const columns = this.#columns
    for (let place = 0; place < columns.length; place++) {
      ranks[place] = below(this.#thresholds[place], row[columns[place]]) << rankShift
    }
  }

  /** The leaves of the four trees from tree `t` on. */
  #walk(t: number, ranks: Int32Array): void {
    const nodes = this.#nodes
    let a = this.#roots[t]
    let b = this.#roots[t + 1]
    let c = this.#roots[t + 2]
    let d = this.#roots[t + 3]
    let wordA = nodes[a]
    let wordB = nodes[b]
    let wordC = nodes[c]
    let wordD = nodes[d]
    // Until all of them have the way 0. The place behind a word's rank makes it no larger than the next rank.
    while ((wordA | wordB | wordC | wordD) >>> wayShift !== 0) {
      a += (wordA >>> wayShift) + +(ranks[wordA & placeBits] > (wordA & compared))
      b += (wordB >>> wayShift) + +(ranks[wordB & placeBits] > (wordB & compared))
      c += (wordC >>> wayShift) + +(ranks[wordC & placeBits] > (wordC & compared))
      d += (wordD >>> wayShift) + +(ranks[wordD & placeBits] > (wordD & compared))
      wordA = nodes[a]
      wordB = nodes[b]
      wordC = nodes[c]
      wordD = nodes[d]
    }
    const leaves = this.#leaves
    leaves[0] = a
    leaves[1] = b
    leaves[2] = c
    leaves[3] = d
  }
}

const placeBits = 0x1ff
const rankShift = 9
const mostRank = 0xff
const wayShift = 17
const compared = (1 << wayShift) - 1
const longestWay = 0x7fff
const mostColumns = placeBits + 1
/** Rows that are ranked before trees are asked about them. */
const block = 1024
