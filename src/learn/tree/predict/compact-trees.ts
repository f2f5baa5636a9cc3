import { byCategory, missingLeft } from './boosted-trees.ts'
import type { Trees } from './trees.ts'
import type { TreeWalker } from './walker.ts'

/**
 * Trees laid out to be asked: 16 bytes a node, so that a step reads one line of the processor's cache instead of three,
 * and the values of leaves apart from them, which are read once a tree. Four trees are walked down side by side,
 * without a branch that depends on the numbers: a wrong guess, or a wait for memory, costs more than several steps.
 * (One row through 500 boosted trees, 30,500 nodes: about half of the time of one tree at a time with branches.)
 *
 * A node is a threshold (bytes 0 to 7), the place of its number in the row (8 to 11) and its left child (12 to 15), the
 * right one being the next. The row has each number twice: what is missing is ∞ first, and goes right, and −∞ then, and
 * goes left. A leaf has the sign bit and a threshold of ∞, and is its own left child.
 */
export class CompactTrees implements TreeWalker {
  readonly #roots: Int32Array
  readonly #numbers: Float64Array
  readonly #words: Int32Array
  readonly #values: Float64Array
  /** Where a leaf's values are. */
  readonly #places: Int32Array
  readonly #listed: Int32Array
  readonly #outputs: number
  readonly #hasCategories: boolean
  readonly #leaves = new Int32Array(4)
  #doubled = new Float64Array()

  constructor(trees: Trees & { readonly route?: Uint8Array; readonly listed?: Int32Array }) {
    const { roots, feature, threshold, left, value, outputs, route } = trees
    const nodes = feature.length
    const buffer = new ArrayBuffer(16 * nodes)
    // The last group of four is filled with the first tree, whose answers are then not looked at.
    this.#roots = new Int32Array(Math.ceil(roots.length / 4) * 4).fill(roots[0])
    this.#roots.set(roots)
    this.#numbers = new Float64Array(buffer)
    this.#words = new Int32Array(buffer)
    this.#places = new Int32Array(nodes)
    this.#listed = trees.listed ?? new Int32Array()
    this.#outputs = outputs
    this.#values = new Float64Array(feature.reduce((leaves, j) => leaves + (j < 0 ? 1 : 0), 0) * outputs)
    this.#hasCategories = route?.some((way) => (way & byCategory) !== 0) ?? false
    let values = 0
    for (let i = 0; i < nodes; i++) {
      const way = route?.[i] ?? 0
      const isLeaf = feature[i] < 0
      this.#numbers[2 * i] = isLeaf ? Number.POSITIVE_INFINITY : threshold[i]
      this.#words[4 * i + 2] = isLeaf
        ? leafBit
        : 2 * feature[i] + (way & missingLeft) + (way & byCategory ? categoryBit : 0)
      this.#words[4 * i + 3] = isLeaf ? i : left[i]
      if (!isLeaf) continue
      this.#places[i] = values
      for (let k = 0; k < outputs; k++) this.#values[values++] = value[i * outputs + k]
    }
  }

  /** Adds what each of `count` trees answers for a row to `sum`, shape `(outputs,)`. */
  addAnswers(row: Float64Array, count: number, sum: Float64Array): void {
    const values = this.#values
    const outputs = this.#outputs
    const doubled = this.#double(row)
    for (let t = 0; t < count; t += 4) {
      this.#walk(t, doubled)
      for (let s = 0; s < Math.min(4, count - t); s++) {
        const first = this.#places[this.#leaves[s]]
        for (let k = 0; k < outputs; k++) sum[k] += values[first + k]
      }
    }
  }

  /** Adds what tree t of `count` answers, one number, to `sum[t % sum.length]`. */
  addInTurns(row: Float64Array, count: number, sum: Float64Array): void {
    const doubled = this.#double(row)
    const K = sum.length
    for (let t = 0, k = 0; t < count; t += 4) {
      this.#walk(t, doubled)
      for (let s = 0; s < Math.min(4, count - t); s++) {
        sum[k] += this.#values[this.#places[this.#leaves[s]]]
        if (++k === K) k = 0
      }
    }
  }

  /** Each number twice, infinities in place of what is missing. */
  #double(row: Float64Array): Float64Array {
    if (this.#doubled.length !== 2 * row.length) this.#doubled = new Float64Array(2 * row.length)
    const doubled = this.#doubled
    for (let j = 0; j < row.length; j++) {
      const x = row[j]
      const isMissing = Number.isNaN(x)
      doubled[2 * j] = isMissing ? Number.POSITIVE_INFINITY : x
      doubled[2 * j + 1] = isMissing ? Number.NEGATIVE_INFINITY : x
    }
    return doubled
  }

  /** The leaves of the four trees from tree `t` on. */
  #walk(t: number, row: Float64Array): void {
    const leaves = this.#leaves
    if (this.#hasCategories) {
      for (let s = 0; s < 4; s++) leaves[s] = this.#walkByCategory(this.#roots[t + s], row)
      return
    }
    const numbers = this.#numbers
    const words = this.#words
    let a = this.#roots[t]
    let b = this.#roots[t + 1]
    let c = this.#roots[t + 2]
    let d = this.#roots[t + 3]
    let wordA = words[4 * a + 2]
    let wordB = words[4 * b + 2]
    let wordC = words[4 * c + 2]
    let wordD = words[4 * d + 2]
    // Until all of them have the sign bit.
    while ((wordA & wordB & wordC & wordD) >= 0) {
      a = words[4 * a + 3] + +(row[wordA & placeBits] > numbers[2 * a])
      b = words[4 * b + 3] + +(row[wordB & placeBits] > numbers[2 * b])
      c = words[4 * c + 3] + +(row[wordC & placeBits] > numbers[2 * c])
      d = words[4 * d + 3] + +(row[wordD & placeBits] > numbers[2 * d])
      wordA = words[4 * a + 2]
      wordB = words[4 * b + 2]
      wordC = words[4 * c + 2]
      wordD = words[4 * d + 2]
    }
    leaves[0] = a
    leaves[1] = b
    leaves[2] = c
    leaves[3] = d
  }

  #walkByCategory(root: number, row: Float64Array): number {
    const numbers = this.#numbers
    const words = this.#words
    let node = root
    for (let word = words[4 * node + 2]; word >= 0; word = words[4 * node + 2]) {
      const x = row[word & placeBits]
      const goesRight = word < categoryBit ? x > numbers[2 * node] : !this.#isLeft(numbers[2 * node], x)
      node = words[4 * node + 3] + +goesRight
    }
    return node
  }

  /**
   * Whether a category goes left: it is listed, or it is missing where the missing go left. A list ascends and may have
   * hundreds of levels: halving it takes a third of the time of reading it (visits of a shop, 200 trees).
   */
  #isLeft(at: number, level: number): boolean {
    if (level < 0) return true
    const listed = this.#listed
    let from = at + 1
    let to = at + 1 + listed[at]
    while (from < to) {
      const middle = (from + to) >> 1
      if (listed[middle] < level) from = middle + 1
      else to = middle
    }
    return from <= at + listed[at] && listed[from] === level
  }
}

const leafBit = -(2 ** 31)
const categoryBit = 2 ** 30
const placeBits = categoryBit - 1
