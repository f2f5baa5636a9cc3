import type { Classifier, FitOptions, Label, Matrix } from '../contract.ts'
import { checkFitInput } from '../matrix-check.ts'
import { checkDiscreteOptions, classLogPriorOf, countByClass } from './counts.ts'
import { MultinomialNBModel } from './multinomial-nb-model.ts'
import type { MultinomialNBOptions } from './options.ts'

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
  readonly #alpha: number
  readonly #fitPrior: boolean
  readonly #classPrior: readonly number[] | undefined

  /** @throws INVALID_OPTION for a value outside its range. */
  constructor(options: MultinomialNBOptions = {}) {
    this.#alpha = checkDiscreteOptions('MultinomialNB', options)
    this.#fitPrior = options.fitPrior ?? true
    this.#classPrior = options.classPrior
  }

  /**
   * @param X counts, each 0 or more, shape `(n, d)`, sparse or dense
   * @param y a label for each row, at least two different ones
   * @throws INVALID_INPUT for empty data, NaN, negative counts, mismatched shapes or a single class.
   */
  fit(X: Matrix, y: readonly Label[], options: FitOptions = {}): MultinomialNBModel {
    checkFitInput('MultinomialNB', X, y, { ...options, nonNegative: true })
    const counts = countByClass(X, y, options.sampleWeight)
    const prior = classLogPriorOf('MultinomialNB', counts, { fitPrior: this.#fitPrior, classPrior: this.#classPrior })
    options.onProgress?.(1)
    return new MultinomialNBModel(counts.classes, prior, {
      rows: counts.classes.length,
      columns: X.columns,
      values: this.#logProbabilities(counts.featureCount, X.columns),
    })
  }

  #logProbabilities(featureCount: Float64Array, d: number): Float64Array {
    const logs = new Float64Array(featureCount.length)
    for (let start = 0; start < logs.length; start += d) {
      let total = 0
      for (let j = start; j < start + d; j++) total += featureCount[j]! + this.#alpha
      const logTotal = Math.log(total)
      for (let j = start; j < start + d; j++) logs[j] = Math.log(featureCount[j]! + this.#alpha) - logTotal
    }
    return logs
  }
}
