import { Growing } from '../growing-nodes.ts'
import { type BoostedTrees, byCategory, missingLeft } from '../predict/boosted-trees.ts'
import { type BoostColumn, thresholdOf } from './bin-rows.ts'
import type { BoostSplit } from './split.ts'

/** All trees of a boosting under construction, one after the other. */
export class BoostedTreeBuilder {
  readonly #roots: number[] = []
  readonly #feature = new Growing(Int32Array)
  readonly #threshold = new Growing(Float64Array)
  readonly #left = new Growing(Int32Array)
  readonly #value = new Growing(Float64Array)
  readonly #cover = new Growing(Float32Array)
  readonly #route = new Growing(Uint8Array)
  readonly #listed = new Growing(Int32Array)

  /** The next leaf is the root of a new tree. */
  startTree(): void {
    this.#roots.push(this.#feature.length)
  }

  /** A new leaf, to which so many rows came; gives back its number. */
  addLeaf(value: number, cover: number): number {
    this.#cover.push(cover)
    this.#feature.push(-1)
    this.#threshold.push(0)
    this.#left.push(0)
    this.#route.push(0)
    return this.#value.push(value)
  }

  setValue(node: number, value: number): void {
    this.#value.set(node, value)
  }

  /** Makes a leaf a split, whose children are the next two leaves that are added. */
  split(node: number, split: BoostSplit, column: BoostColumn): void {
    const { feature, bin, leftBins } = split
    this.#feature.set(node, feature)
    this.#left.set(node, this.#feature.length)
    this.#route.set(node, (split.missingLeft ? missingLeft : 0) + (leftBins ? byCategory : 0))
    if (!leftBins) {
      this.#threshold.set(node, thresholdOf(column, bin))
      return
    }
    // The bin of the missing is no level: the route says where it goes.
    const levels = leftBins.filter((level) => level < column.bins - 1)
    this.#threshold.set(node, this.#listed.push(levels.length))
    for (const level of levels) this.#listed.push(level)
  }

  /** The last `count` trees, in arrays of their own. */
  lastTrees(count: number): BoostedTrees {
    const roots = Int32Array.from(this.#roots.slice(-count))
    return { ...this.#arrays(this.#feature.length), roots }
  }

  /** The first `trees` trees, or all. */
  finish(trees = this.#roots.length): BoostedTrees {
    const nodes = this.#roots[trees] ?? this.#feature.length
    return { ...this.#arrays(nodes), roots: Int32Array.from(this.#roots.slice(0, trees)) }
  }

  #arrays(nodes: number): Omit<BoostedTrees, 'roots'> {
    return {
      feature: this.#feature.take(nodes),
      threshold: this.#threshold.take(nodes),
      left: this.#left.take(nodes),
      value: this.#value.take(nodes),
      cover: this.#cover.take(nodes),
      outputs: 1,
      route: this.#route.take(nodes),
      listed: this.#listed.take(this.#listed.length),
    }
  }
}
