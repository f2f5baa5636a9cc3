import { SlipwayError } from '../../../errors.ts'
import type { Classifier, DenseMatrix, FitOptions, Label, Matrix } from '../../contract.ts'
import { checkFitInput } from '../../matrix-check.ts'
import { type ClassCounts, countByClass, DiscreteNB } from '../discrete-nb.ts'
import type { BernoulliNBOptions } from '../options.ts'
import { BernoulliNBModel, presence } from './model.ts'

/**
 * Naive Bayes for what is there and what is not, such as the words of short texts.
 *
 *   log P(class | x) = log P(class) + Σⱼ xⱼ log pⱼ + (1 − xⱼ) log(1 − pⱼ) + constant
 *   pⱼ = (N_class,j + α) / (N_class + 2 α)
 *
 * with N_class,j of the class's N_class rows having column j. One pass over the entries: O(entries + classes · d) time,
 * O(entries + classes · d) memory.
 * Source: Manning, Raghavan & Schütze (2008), Introduction to Information Retrieval, chapter 13.3.
 */
export class BernoulliNB implements Classifier<Matrix, BernoulliNBModel> {
  readonly options: BernoulliNBOptions
  readonly #discrete: DiscreteNB
  readonly #binarize: number

  /** @throws INVALID_OPTION for a value outside its range. */
  constructor(options: BernoulliNBOptions = {}) {
    this.options = options
    this.#discrete = new DiscreteNB(BernoulliNBModel.kind, options)
    this.#binarize = options.binarize ?? 0
    if (!(this.#binarize >= 0 && this.#binarize < Number.POSITIVE_INFINITY)) {
      throw new SlipwayError(
        'INVALID_OPTION',
        `BernoulliNB: binarize is ${this.#binarize}, expected a number of 0 or more.`,
      )
    }
  }

  /**
   * @param X shape `(n, d)`, sparse or dense; entries above `binarize` are present
   * @param y a label for each row, at least two different ones
   * @throws INVALID_INPUT for empty data, NaN, mismatched shapes or a single class.
   */
  fit(X: Matrix, y: readonly Label[], options: FitOptions = {}): BernoulliNBModel {
    checkFitInput(BernoulliNBModel.kind, X, y, options)
    const counts = countByClass(presence(X, this.#binarize), y, options)
    const state = this.#discrete.state(counts, logPresence(counts, this.#discrete.alpha))
    options.onProgress?.(1)
    return new BernoulliNBModel({ ...state, binarize: this.#binarize })
  }
}

/** log of the share of each class's rows that have each column. */
function logPresence({ classCount, featureCount }: ClassCounts, alpha: number): DenseMatrix {
  const { rows, columns, values } = featureCount
  const logs = new Float64Array(values.length)
  for (let k = 0; k < rows; k++) {
    const logTotal = Math.log(classCount[k]! + 2 * alpha)
    for (let e = k * columns; e < (k + 1) * columns; e++) logs[e] = Math.log(values[e]! + alpha) - logTotal
  }
  return { rows, columns, values: logs }
}
