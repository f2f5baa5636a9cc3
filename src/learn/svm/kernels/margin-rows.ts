/**
 * Sparse rows, and two vectors a class, w and v; what the classes have in a column lies side by side, so that an entry
 * of a row is read once for all of them and meets its weights in one place.
 */
export interface MarginRows {
  readonly classes: number
  /** Shape `(columns, classes, 2)`: w and v of each class. */
  readonly pairs: Float64Array
  /** Shape `(classes, 2)`: a row's products with w and v. */
  readonly products: Float64Array
  /** Shape `(classes, 2)`: how often a row comes to w and to v. */
  readonly steps: Float64Array
  /** products ← x_i · w and x_i · v, for every class. O(entries of the row · classes). */
  multiply(row: number): void
  /** w ← w + step x_i and v ← v + step x_i, for every class. O(entries of the row · classes). */
  add(row: number): void
  /** Nothing here is used any more. */
  release(): void
}
