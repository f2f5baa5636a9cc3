import { classifier } from '../../estimator/classifier.ts'
import type { OptionsOf } from '../../estimator/option.ts'
import { number } from '../../estimator/option-kinds.ts'
import { discreteOptions } from '../options.ts'
import { BernoulliNBModel } from './model.ts'

const options = {
  ...discreteOptions,
  /** Entries above this count as present, all others as absent. */
  binarize: number({ least: 0, default: 0 }),
}

export type BernoulliNBOptions = OptionsOf<typeof options>

/**
 * Naive Bayes for what is there and what is not, such as the words of short texts.
 *
 *   log P(class | x) = log P(class) + Σⱼ xⱼ log pⱼ + (1 − xⱼ) log(1 − pⱼ) + constant
 *   pⱼ = (N_class,j + α) / (N_class + 2 α)
 *
 * with N_class,j of the class's N_class rows having column j. One pass over the entries: O(entries + classes · d) time,
 * O(entries + classes · d) memory.
 * Source: Manning, Raghavan & Schütze (2008), Introduction to Information Retrieval, chapter 13.3.
 *
 * @example
 * const counts = denseMatrix([[3, 0], [2, 1], [0, 4], [1, 3]])
 * const model = new BernoulliNB().fit(counts, ['rides', 'rides', 'food', 'food'])
 * model.predict(denseMatrix([[0, 2]])) // ['food']
 */
export class BernoulliNB extends classifier({
  name: 'BernoulliNB',
  role: 'classifier',
  options,
  home: import.meta.url,
  read: BernoulliNBModel.fromParts,
}) {}
