import { classifier } from '../../estimator/classifier.ts'
import { countColumns } from '../../estimator/column-defaults.ts'
import type { OptionsOf } from '../../estimator/option.ts'
import { discreteOptions } from '../options.ts'
import { MultinomialNBModel } from './model.ts'

export type MultinomialNBOptions = OptionsOf<typeof discreteOptions>

/**
 * Naive Bayes for counts, such as how often each word is in a text; TF-IDF weights work as well.
 *
 *   log P(class | x) = log P(class) + Σⱼ xⱼ log P(j | class) + constant
 *   P(j | class) = (N_class,j + α) / (Σⱼ N_class,j + α d)
 *
 * with N_class,j the sum of column j over the rows of the class. One pass over the entries: O(entries + classes · d)
 * time, O(classes · d) memory.
 * Source: Manning, Raghavan & Schütze (2008), Introduction to Information Retrieval, chapter 13.
 *
 * @example
 * const counts = denseMatrix([[3, 0], [2, 1], [0, 4], [1, 3]])
 * const model = new MultinomialNB().fit(counts, ['rides', 'rides', 'food', 'food'])
 * model.predict(denseMatrix([[0, 2]])) // ['food']
 * model.predictProba(denseMatrix([[0, 2]])).values // [0.911, 0.089]
 */
export class MultinomialNB extends classifier({
  name: 'MultinomialNB',
  role: 'classifier',
  options: discreteOptions,
  nonNegative: true,
  columns: countColumns,
  home: import.meta.url,
  read: MultinomialNBModel.fromParts,
}) {}
