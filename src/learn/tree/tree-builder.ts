import { Growing } from './growing-nodes.ts'
import type { Trees } from './predict/trees.ts'

/** A tree under construction: nodes are added as leaves, and a leaf becomes a split with two new leaves. */
export class TreeBuilder {
  readonly #outputs: number
  readonly #feature = new Growing(Int32Array)
  readonly #threshold = new Growing(Float64Array)
  readonly #left = new Growing(Int32Array)
  readonly #value = new Growing(Float64Array)
  readonly #cover = new Growing(Float64Array)

  /** @param outputs numbers that a leaf answers with */
  constructor(outputs: number) {
    this.#outputs = outputs
  }

  /** A new leaf that answers with `values`, to which rows of so much weight came; gives back its number. */
  addLeaf(values: ArrayLike<number>, cover: number): number {
    this.#cover.push(cover)
    this.#threshold.push(0)
    this.#left.push(0)
    for (let k = 0; k < this.#outputs; k++) this.#value.push(values[k])
    return this.#feature.push(-1)
  }

  /** Makes a leaf a split, whose children are the next two leaves that are added. */
  split(node: number, feature: number, threshold: number): void {
    this.#feature.set(node, feature)
    this.#threshold.set(node, threshold)
    this.#left.set(node, this.#feature.length)
  }

  finish(): Trees {
    const nodes = this.#feature.length
    return {
      roots: new Int32Array(1),
      feature: this.#feature.take(nodes),
      threshold: this.#threshold.take(nodes),
      left: this.#left.take(nodes),
      value: this.#value.take(nodes * this.#outputs),
      cover: scaled(this.#cover.take(nodes)),
      outputs: this.#outputs,
    }
  }
}

/** Covers times a power of 2 that brings the root's to 1 or more, less than 2: in 32 bits whole numbers stay exact, and all are above 0. */
function scaled(cover: Float64Array): Float32Array {
  const unit = 2 ** Math.floor(Math.log2(cover[0]))
  return Float32Array.from(cover, (weight) => Math.max(weight / unit, leastCover))
}

/** The smallest number of 32 bits with all of its digits. */
const leastCover = 2 ** -126
