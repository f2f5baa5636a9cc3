import type { Classifier, DenseMatrix, FitOptions, Label, Matrix } from '../../contract.ts'
import { checkFitInput } from '../../matrix-check.ts'
import { countByClass, DiscreteNB } from '../discrete-nb.ts'
import type { ComplementNBOptions } from '../options.ts'
import { ComplementNBModel } from './model.ts'

/**
 * Naive Bayes for counts that learns each class from the rows of all others: steadier than `MultinomialNB` where some
 * classes are rare.
 *
 *   decision of a class = −Σⱼ xⱼ log P(j | other classes)
 *   P(j | other classes) = (N_all,j − N_class,j + α) / (Σⱼ N_all,j − N_class,j + α d)
 *
 * One pass over the entries: O(entries + classes · d) time, O(classes · d) memory.
 * Source: Rennie, Shih, Teevan & Karger (2003), Tackling the Poor Assumptions of Naive Bayes Text Classifiers, ICML.
 */
export class ComplementNB implements Classifier<Matrix, ComplementNBModel> {
  readonly options: ComplementNBOptions
  readonly #discrete: DiscreteNB
  readonly #norm: boolean

  /** @throws INVALID_OPTION for a value outside its range. */
  constructor(options: ComplementNBOptions = {}) {
    this.options = options
    this.#discrete = new DiscreteNB(ComplementNBModel.kind, options)
    this.#norm = options.norm ?? false
  }

  /**
   * @param X counts, each 0 or more, shape `(n, d)`, sparse or dense
   * @param y a label for each row, at least two different ones
   * @throws INVALID_INPUT for empty data, NaN, negative counts, mismatched shapes or a single class.
   */
  fit(X: Matrix, y: readonly Label[], options: FitOptions = {}): ComplementNBModel {
    checkFitInput(ComplementNBModel.kind, X, y, { ...options, nonNegative: true })
    const counts = countByClass(X, y, options)
    const weights = complementWeights(counts.featureCount, this.#discrete.alpha, this.#norm)
    const state = this.#discrete.state(counts, weights)
    options.onProgress?.(1)
    return new ComplementNBModel(state)
  }
}

function complementWeights({ rows, columns, values }: DenseMatrix, alpha: number, norm: boolean): DenseMatrix {
  const all = new Float64Array(columns)
  values.forEach((count, e) => {
    all[e % columns]! += count
  })
  const weights = new Float64Array(values.length)
  for (let k = 0; k < rows; k++) {
    const own = weights.subarray(k * columns, (k + 1) * columns)
    let total = 0
    for (let j = 0; j < columns; j++) total += own[j] = all[j]! + alpha - values[k * columns + j]!
    for (let j = 0; j < columns; j++) own[j] = -Math.log(own[j]! / total)
    const sum = own.reduce((total, weight) => total + weight, 0)
    // With one column the share is 1 and all weights are 0: there is nothing to normalise.
    if (norm && sum > 0) for (let j = 0; j < columns; j++) own[j]! /= sum
  }
  return { rows, columns, values: weights }
}
