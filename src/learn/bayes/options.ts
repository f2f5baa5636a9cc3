export interface DiscreteNBOptions {
  /** Laplace smoothing added to each count, 0 or more; 0 is taken as 1e-10, so that every logarithm is finite. @default 1 */
  readonly alpha?: number
  /** Learn the classes' prior probabilities from the data; false: all the same. @default true */
  readonly fitPrior?: boolean
  /** Prior probabilities in the order of the sorted classes, instead of learned ones. */
  readonly classPrior?: readonly number[]
}

export interface MultinomialNBOptions extends DiscreteNBOptions {}

export interface ComplementNBOptions extends DiscreteNBOptions {
  /** Divide the weights of a class by their sum, so that long texts do not favour the rarer classes. @default false */
  readonly norm?: boolean
}

export interface BernoulliNBOptions extends DiscreteNBOptions {
  /** Entries above this count as present, all others as absent; 0 or more. @default 0 */
  readonly binarize?: number
}

export interface GaussianNBOptions {
  /** Prior probabilities in the order of the sorted classes, summing to 1, instead of learned ones. */
  readonly priors?: readonly number[]
  /** Share of the largest column's variance that is added to all variances, above 0. @default 1e-9 */
  readonly varSmoothing?: number
}
