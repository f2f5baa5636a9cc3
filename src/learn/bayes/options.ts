export interface MultinomialNBOptions {
  /** Laplace smoothing added to each count, 0 or more; 0 is taken as 1e-10, so that every logarithm is finite. @default 1 */
  readonly alpha?: number
  /** Learn the classes' prior probabilities from the data; false: all the same. @default true */
  readonly fitPrior?: boolean
  /** Prior probabilities in the order of the sorted classes, instead of learned ones. */
  readonly classPrior?: readonly number[]
}
