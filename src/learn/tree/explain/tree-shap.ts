import type { Trees } from '../predict/trees.ts'
import { gaussLegendre, type Quadrature } from './gauss-legendre.ts'

/** Trees that know how many training rows came to each node. */
export type CoveredTrees = Trees & { readonly cover: Float32Array }

/** Whether a row goes left at a node. */
export type GoesLeft = (node: number, row: Float64Array) => boolean

/**
 * The Shapley values of trees: what each column adds to a row's answer, over all orders in which columns can become
 * known. Where a column is not known yet, a node answers the mean of its sides by their covers (Lundberg et al., 2020,
 * Nature Machine Intelligence 2, TreeSHAP by paths).
 *
 * A leaf with the value v is reached with the factor Π (known ? o : z) over the columns on its path: z is the product of
 * the column's shares of covers, and o is 1 where the row passes all of the column's questions, else 0. So of each leaf
 *
 *   φᵢ = v (oᵢ − zᵢ) ∫₀¹ Πₘ≠ᵢ (zₘ (1 − t) + oₘ t) dt
 *
 * for the weight of j known among k columns is ∫ tʲ (1 − t)ᵏ⁻¹⁻ʲ dt. The integrand is a polynomial, of which few places
 * of Gauss and Legendre give the integral exactly; at each of them a product goes down the tree and a sum comes up, so
 * that a row takes O(nodes · depth / 2) instead of O(leaves · depth²), without subtractions that lose digits.
 * Source of the walk down and up: Yu et al. (2022), Linear TreeShap, NeurIPS 35.
 */
export class TreeShap {
  /** What the trees answer on average over the training rows, shape `(trees, outputs)`. */
  readonly means: Float64Array
  readonly #trees: Trees
  readonly #goesLeft: GoesLeft
  /** For each node but roots, of the edge to it: the nearest one above it that asks the same column, or −1. */
  readonly #above: Int32Array
  /** And the share z of the covers that all edges of that column down to this one leave. */
  readonly #share: Float64Array
  readonly #quadratures: readonly Quadrature[]
  /** The node behind the last one of each tree. */
  readonly #ends: Int32Array
  /** Of the largest tree: whether the row passes all questions of an edge's column down to it, products and sums. */
  readonly #passes: Uint8Array
  readonly #products: Float64Array
  readonly #sums: Float64Array
  /** For each node of a tree and each place: z (1 − t) + t, and (1 − z) over that. */
  readonly #factors: Float64Array
  readonly #parts: Float64Array
  /** Which tree has its factors there. */
  #ready = -1

  constructor(trees: CoveredTrees, goesLeft: GoesLeft) {
    const { roots, feature, outputs } = trees
    const nodes = feature.length
    this.#trees = trees
    this.#goesLeft = goesLeft
    this.#above = new Int32Array(nodes).fill(-1)
    this.#share = new Float64Array(nodes).fill(1)
    this.#ends = Int32Array.from(roots, (_, t) => (t + 1 < roots.length ? roots[t + 1] : nodes))
    this.means = new Float64Array(roots.length * outputs)
    const asked = findShares(trees, this.#above, this.#share)
    const known: Quadrature[] = []
    this.#quadratures = Array.from(roots, (root, t) => {
      let columns = 1
      for (let i = root; i < this.#ends[t]; i++) columns = Math.max(columns, asked[i])
      const places = Math.ceil(columns / 2)
      known[places] ??= gaussLegendre(places)
      return known[places]
    })
    let size = 0
    let room = 0
    this.#ends.forEach((end, t) => {
      size = Math.max(size, end - roots[t])
      room = Math.max(room, (end - roots[t]) * this.#quadratures[t].places.length)
      this.means.set(meanAnswer(trees, roots[t], end), t * outputs)
    })
    this.#passes = new Uint8Array(size)
    this.#products = new Float64Array(room)
    this.#sums = new Float64Array(room)
    this.#factors = new Float64Array(room)
    this.#parts = new Float64Array(room)
  }

  /**
   * Adds to `values`, shape `(rows, d, outputs)`, what each column adds to the answer of all trees, times `scale`. With
   * fewer outputs of a tree than `outputs`, trees answer in turns.
   */
  add(rows: readonly Float64Array[], scale: number, outputs: number, values: Float64Array): void {
    const own = this.#trees.outputs
    const size = values.length / rows.length
    for (let t = 0; t < this.#ends.length; t++) {
      if (this.#trees.feature[this.#trees.roots[t]] < 0) continue
      if (this.#ready !== t) this.#findFactors(t)
      const output = t % outputs
      for (let r = 0; r < rows.length; r++) {
        this.#goDown(t, rows[r])
        for (let k = 0; k < own; k++) this.#comeUp(t, k, scale, values, r * size, outputs, own === outputs ? k : output)
      }
    }
  }

  #findFactors(t: number): void {
    const first = this.#trees.roots[t]
    const { places } = this.#quadratures[t]
    for (let i = first, at = 0; i < this.#ends[t]; i++) {
      const z = this.#share[i]
      for (const x of places) {
        this.#factors[at] = z + (1 - z) * x
        this.#parts[at] = (1 - z) / this.#factors[at]
        at++
      }
    }
    this.#ready = t
  }

  /** For each place of the quadrature, the product of the factors z (1 − t) + o t of the columns on the way to each node. */
  #goDown(t: number, row: Float64Array): void {
    const { roots, feature, left } = this.#trees
    const above = this.#above
    const share = this.#share
    const passes = this.#passes
    const products = this.#products
    const factors = this.#factors
    const { places } = this.#quadratures[t]
    const p = places.length
    const first = roots[t]
    const end = this.#ends[t]
    for (let q = 0; q < p; q++) products[q] = 1
    for (let i = first; i < end; i++) {
      if (feature[i] < 0) continue
      const goesLeft = this.#goesLeft(i, row)
      const live = left[i] + (goesLeft ? 0 : 1)
      const dead = left[i] + (goesLeft ? 1 : 0)
      const before = above[live]
      const zDead = share[dead]
      const from = (i - first) * p
      const toLive = (live - first) * p
      const toDead = (dead - first) * p
      passes[dead - first] = 0
      if (before < 0) {
        passes[live - first] = 1
        for (let q = 0; q < p; q++) {
          const product = products[from + q]
          products[toLive + q] = product * factors[toLive + q]
          products[toDead + q] = product * (zDead - zDead * places[q])
        }
      } else if (passes[before - first] === 1) {
        passes[live - first] = 1
        const old = (before - first) * p
        for (let q = 0; q < p; q++) {
          // The column's factor so far makes way for the one of all its questions.
          const product = products[from + q] / factors[old + q]
          products[toLive + q] = product * factors[toLive + q]
          products[toDead + q] = product * (zDead - zDead * places[q])
        }
      } else {
        passes[live - first] = 0
        const ratio = share[live] / share[before]
        const ratioDead = zDead / share[before]
        for (let q = 0; q < p; q++) {
          products[toLive + q] = products[from + q] * ratio
          products[toDead + q] = products[from + q] * ratioDead
        }
      }
    }
  }

  /**
   * Sums value · product over the leaves below each node, and adds to each edge's column what those leaves give it:
   * (o − z) / (z (1 − t) + o t), less the same of the column's questions above, which was taken for all below. Where the
   * row does not pass, the first is −1 / (1 − t).
   */
  #comeUp(
    t: number,
    k: number,
    scale: number,
    values: Float64Array,
    at: number,
    outputs: number,
    output: number,
  ): void {
    const { roots, feature, left, value, outputs: own } = this.#trees
    const above = this.#above
    const passes = this.#passes
    const products = this.#products
    const sums = this.#sums
    const parts = this.#parts
    const { weights, overRest } = this.#quadratures[t]
    const p = weights.length
    const first = roots[t]
    for (let i = this.#ends[t] - 1; i >= first; i--) {
      const to = (i - first) * p
      const j = feature[i]
      if (j < 0) {
        const v = value[i * own + k]
        for (let q = 0; q < p; q++) sums[to + q] = v * products[to + q]
        continue
      }
      const one = left[i]
      const before = above[one]
      const leftSums = (one - first) * p
      if (before >= 0 && passes[before - first] === 0) {
        // The column's factor changed in proportion: what it adds was decided above.
        for (let q = 0; q < p; q++) sums[to + q] = sums[leftSums + q] + sums[leftSums + p + q]
        continue
      }
      const isLeft = passes[one - first] === 1
      const liveSums = isLeft ? leftSums : leftSums + p
      const deadSums = isLeft ? leftSums + p : leftSums
      let added = 0
      if (before < 0) {
        for (let q = 0; q < p; q++) {
          const alive = sums[liveSums + q]
          const dead = sums[deadSums + q]
          sums[to + q] = alive + dead
          added += weights[q] * alive * parts[liveSums + q] - overRest[q] * dead
        }
      } else {
        const old = (before - first) * p
        for (let q = 0; q < p; q++) {
          const alive = sums[liveSums + q]
          const dead = sums[deadSums + q]
          const both = alive + dead
          sums[to + q] = both
          added += weights[q] * (alive * parts[liveSums + q] - both * parts[old + q]) - overRest[q] * dead
        }
      }
      values[at + j * outputs + output] += scale * added
    }
  }
}

/** Fills `above` and `share`; gives for each node how many columns are asked on the way to it. */
function findShares({ feature, left, cover }: CoveredTrees, above: Int32Array, share: Float64Array): Int32Array {
  const parent = new Int32Array(feature.length).fill(-1)
  const columns = new Int32Array(feature.length)
  for (let i = 0; i < feature.length; i++) {
    if (feature[i] < 0) continue
    let before = i
    // The edge to `before` asks the column of its parent.
    while (parent[before] >= 0 && feature[parent[before]] !== feature[i]) before = parent[before]
    const isNew = parent[before] < 0
    const whole = cover[left[i]] + cover[left[i] + 1]
    for (let child = left[i]; child <= left[i] + 1; child++) {
      parent[child] = i
      above[child] = isNew ? -1 : before
      share[child] = (cover[child] / whole) * (isNew ? 1 : share[before])
      columns[child] = columns[i] + (isNew ? 1 : 0)
    }
  }
  return columns
}

/** The mean of a tree's leaves by their covers. */
function meanAnswer({ feature, left, value, cover, outputs }: CoveredTrees, root: number, end: number): Float64Array {
  const means = value.slice(root * outputs, end * outputs)
  for (let i = end - 1; i >= root; i--) {
    if (feature[i] < 0) continue
    const [one, other] = [left[i], left[i] + 1]
    const share = cover[one] / (cover[one] + cover[other])
    for (let k = 0; k < outputs; k++) {
      means[(i - root) * outputs + k] =
        share * means[(one - root) * outputs + k] + (1 - share) * means[(other - root) * outputs + k]
    }
  }
  return means.slice(0, outputs)
}
