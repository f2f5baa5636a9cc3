import type { Classifier, DenseMatrix, FitOptions, Label, Matrix } from '../../contract.ts'
import { checkFitInput } from '../../matrix-check.ts'
import { countByClass, DiscreteNB } from '../discrete-nb.ts'
import type { MultinomialNBOptions } from '../options.ts'
import { MultinomialNBModel } from './model.ts'

/**
 * Naive Bayes for counts, such as how often each word is in a text; TF-IDF weights work as well.
 *
 *   log P(class | x) = log P(class) + Σⱼ xⱼ log P(j | class) + constant
 *   P(j | class) = (N_class,j + α) / (Σⱼ N_class,j + α d)
 *
 * with N_class,j the sum of column j over the rows of the class. One pass over the entries: O(entries + classes · d)
 * time, O(classes · d) memory.
 * Source: Manning, Raghavan & Schütze (2008), Introduction to Information Retrieval, chapter 13.
 */
export class MultinomialNB implements Classifier<Matrix, MultinomialNBModel> {
  readonly options: MultinomialNBOptions
  readonly #discrete: DiscreteNB

  /** @throws INVALID_OPTION for a value outside its range. */
  constructor(options: MultinomialNBOptions = {}) {
    this.options = options
    this.#discrete = new DiscreteNB(MultinomialNBModel.kind, options)
  }

  /**
   * @param X counts, each 0 or more, shape `(n, d)`, sparse or dense
   * @param y a label for each row, at least two different ones
   * @throws INVALID_INPUT for empty data, NaN, negative counts, mismatched shapes or a single class.
   */
  fit(X: Matrix, y: readonly Label[], options: FitOptions = {}): MultinomialNBModel {
    checkFitInput(MultinomialNBModel.kind, X, y, { ...options, nonNegative: true })
    const counts = countByClass(X, y, options)
    const state = this.#discrete.state(counts, logShares(counts.featureCount, this.#discrete.alpha))
    options.onProgress?.(1)
    return new MultinomialNBModel(state)
  }
}

/** log of each column's share of its class, every count raised by `alpha`. */
function logShares({ rows, columns, values }: DenseMatrix, alpha: number): DenseMatrix {
  const logs = new Float64Array(values.length)
  for (let first = 0; first < values.length; first += columns) {
    let total = 0
    for (let e = first; e < first + columns; e++) total += values[e]! + alpha
    const logTotal = Math.log(total)
    for (let e = first; e < first + columns; e++) logs[e] = Math.log(values[e]! + alpha) - logTotal
  }
  return { rows, columns, values: logs }
}
