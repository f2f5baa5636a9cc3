import { byCategory, missingLeft } from './boosted-trees.ts'
import type { Trees } from './trees.ts'

/**
 * Trees laid out to be asked: 16 bytes a node, so that a step reads one line of the processor's cache instead of three,
 * and the values of leaves apart from them, which are read once a tree.
 *
 * A node is a threshold (bytes 0 to 7), the column with the bits of its route (8 to 11) and the place of its left child
 * (12 to 15), the right one being the next. A leaf has the column −1 and the place of its values instead.
 */
export class CompactTrees {
  readonly #roots: Int32Array
  readonly #numbers: Float64Array
  readonly #words: Int32Array
  readonly #values: Float64Array
  readonly #listed: Int32Array
  readonly #outputs: number

  constructor(trees: Trees & { readonly route?: Uint8Array; readonly listed?: Int32Array }) {
    const { roots, feature, threshold, left, value, outputs, route } = trees
    const nodes = feature.length
    const buffer = new ArrayBuffer(16 * nodes)
    this.#roots = roots
    this.#numbers = new Float64Array(buffer)
    this.#words = new Int32Array(buffer)
    this.#listed = trees.listed ?? new Int32Array()
    this.#outputs = outputs
    this.#values = new Float64Array(feature.reduce((leaves, j) => leaves + (j < 0 ? 1 : 0), 0) * outputs)
    let values = 0
    for (let i = 0; i < nodes; i++) {
      this.#numbers[2 * i] = threshold[i]!
      this.#words[4 * i + 2] = feature[i]! < 0 ? -1 : feature[i]! | ((route?.[i] ?? 0) << routeShift)
      this.#words[4 * i + 3] = feature[i]! < 0 ? values : left[i]!
      if (feature[i]! >= 0) continue
      for (let k = 0; k < outputs; k++) this.#values[values++] = value[i * outputs + k]!
    }
  }

  /** Adds what each tree answers for a row to `sum`, shape `(outputs,)`. */
  addAnswers(row: Float64Array, sum: Float64Array): void {
    const roots = this.#roots
    const values = this.#values
    const outputs = this.#outputs
    for (let t = 0; t < roots.length; t++) {
      const first = this.#leafOf(roots[t]!, row)
      for (let k = 0; k < outputs; k++) sum[k]! += values[first + k]!
    }
  }

  /** Adds what tree t answers, one number, to `sum[t % sum.length]`. */
  addInTurns(row: Float64Array, sum: Float64Array): void {
    const roots = this.#roots
    const values = this.#values
    for (let t = 0, k = 0; t < roots.length; t++) {
      sum[k]! += values[this.#leafOf(roots[t]!, row)]!
      if (++k === sum.length) k = 0
    }
  }

  /** The place of the values of the leaf that a row comes to. */
  #leafOf(root: number, row: Float64Array): number {
    const numbers = this.#numbers
    const words = this.#words
    let node = root
    for (let word = words[4 * node + 2]!; word >= 0; word = words[4 * node + 2]!) {
      const x = row[word & columnBits]!
      const at = numbers[2 * node]!
      const next = words[4 * node + 3]!
      if (word >= categoryBit) node = this.#isLeft(word, at, x) ? next : next + 1
      else if (x <= at) node = next
      // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
      else node = x !== x && (word & missingBit) !== 0 ? next : next + 1
    }
    return words[4 * node + 3]!
  }

  /** Whether a category goes left: it is listed, or missing where the missing go left. */
  #isLeft(word: number, at: number, level: number): boolean {
    if (Number.isNaN(level)) return (word & missingBit) !== 0
    const listed = this.#listed
    const end = at + listed[at]!
    for (let e = at + 1; e <= end; e++) if (listed[e]! >= level) return listed[e] === level
    return false
  }
}

/** The route's two bits are above those of the column, and below the sign. */
const routeShift = 29
const columnBits = 2 ** routeShift - 1
const missingBit = missingLeft << routeShift
const categoryBit = byCategory << routeShift
