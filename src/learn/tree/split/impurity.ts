/**
 * What a split is judged by. For the class weights c of a node, W their sum and p = c / W:
 *
 *   Gini  1 − Σ p²      entropy  −Σ p log₂ p
 *
 * A split of a node gains W·impurity less that of both sides. The node's own share is the same for all its splits,
 * so that they are compared by `purity`, the part that a side adds: Σ c²/W for Gini, Σ c log₂ c − W log₂ W for entropy.
 * Source: Breiman, Friedman, Olshen & Stone (1984), Classification and Regression Trees.
 */
export interface Impurity {
  /** The impurity of a node of weight `weight`, with the weight of each class. */
  of(counts: Float64Array, weight: number): number
  /** What one side of a split adds to its worth; larger is better. */
  purity(counts: Float64Array, weight: number): number
  /** What a split is worth whose sides are both of one class, of a node of weight `weight`. */
  purest(weight: number): number
}

export const gini: Impurity = {
  of: (counts, weight) => 1 - gini.purity(counts, weight) / weight,
  purity(counts, weight) {
    let squares = 0
    for (let k = 0; k < counts.length; k++) squares += counts[k] * counts[k]
    return squares / weight
  },
  purest: (weight) => weight,
}

export const entropy: Impurity = {
  of: (counts, weight) => -entropy.purity(counts, weight) / weight,
  purity(counts, weight) {
    let sum = -weight * Math.log2(weight)
    // 0 log 0 is 0, as a limit.
    for (let k = 0; k < counts.length; k++) if (counts[k] > 0) sum += counts[k] * Math.log2(counts[k])
    return sum
  },
  purest: () => 0,
}
