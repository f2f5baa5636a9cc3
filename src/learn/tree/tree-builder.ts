import type { Trees } from './trees.ts'

/** A tree under construction: nodes are added as leaves, and a leaf becomes a split with two new leaves. */
export class TreeBuilder {
  readonly #outputs: number
  #nodes = 0
  #feature = new Int32Array(16)
  #threshold = new Float64Array(16)
  #left = new Int32Array(16)
  #value: Float64Array

  /** @param outputs numbers that a leaf answers with */
  constructor(outputs: number) {
    this.#outputs = outputs
    this.#value = new Float64Array(16 * outputs)
  }

  /** A new leaf that answers with `values`; gives back its number. */
  addLeaf(values: ArrayLike<number>): number {
    if (this.#nodes === this.#feature.length) this.#grow()
    const node = this.#nodes++
    this.#feature[node] = -1
    for (let k = 0; k < this.#outputs; k++) this.#value[node * this.#outputs + k] = values[k]!
    return node
  }

  /** Makes a leaf a split, the left child of which is the next leaf that is added and the right one that after it. */
  split(node: number, feature: number, threshold: number): void {
    this.#feature[node] = feature
    this.#threshold[node] = threshold
    this.#left[node] = this.#nodes
  }

  finish(): Trees {
    const nodes = this.#nodes
    return {
      roots: new Int32Array(1),
      feature: this.#feature.slice(0, nodes),
      threshold: this.#threshold.slice(0, nodes),
      left: this.#left.slice(0, nodes),
      value: this.#value.slice(0, nodes * this.#outputs),
      outputs: this.#outputs,
    }
  }

  #grow(): void {
    const size = 2 * this.#feature.length
    this.#feature = copyInto(new Int32Array(size), this.#feature)
    this.#threshold = copyInto(new Float64Array(size), this.#threshold)
    this.#left = copyInto(new Int32Array(size), this.#left)
    this.#value = copyInto(new Float64Array(size * this.#outputs), this.#value)
  }
}

function copyInto<A extends Int32Array | Float64Array>(larger: A, smaller: A): A {
  larger.set(smaller)
  return larger
}
