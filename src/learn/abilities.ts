/** What some fitted classifiers can do beyond `predict`: optional methods of `LabelModel` and `ClassifierModel`. */

/**
 * What every linear classifier comes down to, whoever fitted it: k decisions, each a weighted sum of the columns.
 * k is 1 for two classes (positive favours the second) and the number of classes for more.
 */
export interface LinearModel {
  /** Shape `(k, d)`, row by row: `coef[c · d + j]` is the weight of column j in decision c. */
  readonly coef: Float64Array
  /** What is added to each decision; shape `(k,)`. */
  readonly intercept: Float64Array
}

/** What moved predictions: for row i and output k, `bias[k] + Σⱼ values[(i · d + j) · outputs + k]` is its decision. */
export interface Contributions {
  /** Shape `(outputs,)`. */
  readonly bias: Float64Array
  /** Shape `(n, d, outputs)`. */
  readonly values: Float64Array
  readonly outputs: number
  /** The bias is what the training rows come to on average, and the values add to that, as Shapley values do. @default false */
  readonly fromMean?: boolean
}

/**
 * A classifier as weighted sums of the columns and what makes probabilities of them. The sums of a text are read off it
 * term by term, with no row in between.
 */
export interface LinearForm {
  /** The sums; those of several members one after the other. */
  readonly linear: LinearModel
  /** The caller writes the sums here, shape `(k,)`. */
  readonly sums: Float64Array
  /** Fills `out`, shape `(classes,)`, with the probabilities that the sums come to. */
  probabilities(out: Float64Array): void
  /**
   * The numbers of the sums that an explanation is about: that for the second of two classes, or for the most probable
   * one of more. Of several members one each, whose mean is explained.
   */
  explained(): readonly number[]
}

/** A training row that a prediction is based on. */
export interface Neighbor {
  /** Its index in the training rows, from 0. */
  readonly row: number
  readonly distance: number
  readonly label: string | number
  /** Its weight in the prediction, 0 to 1; those of a label's neighbours sum to its probability. */
  readonly share: number
}
