import { classifier } from '../../estimator/classifier.ts'
import { countColumns } from '../../estimator/column-defaults.ts'
import type { OptionsOf } from '../../estimator/option.ts'
import { flag } from '../../estimator/option-kinds.ts'
import { discreteOptions } from '../options.ts'
import { ComplementNBModel } from './model.ts'

const options = {
  ...discreteOptions,
  /** Divide the weights of a class by their sum, so that long texts do not favour the rarer classes. */
  norm: flag(false),
}

export type ComplementNBOptions = OptionsOf<typeof options>

/**
 * Naive Bayes for counts that learns each class from the rows of all others: steadier than `MultinomialNB` where some
 * classes are rare.
 *
 *   decision of a class = −Σⱼ xⱼ log P(j | other classes)
 *   P(j | other classes) = (N_all,j − N_class,j + α) / (Σⱼ N_all,j − N_class,j + α d)
 *
 * One pass over the entries: O(entries + classes · d) time, O(classes · d) memory.
 * Source: Rennie, Shih, Teevan & Karger (2003), Tackling the Poor Assumptions of Naive Bayes Text Classifiers, ICML.
 *
 * @example
 * const counts = denseMatrix([[3, 0], [2, 1], [0, 4], [1, 3]])
 * const model = new ComplementNB().fit(counts, ['rides', 'rides', 'food', 'food'])
 * model.predict(denseMatrix([[0, 2]])) // ['food']
 */
export class ComplementNB extends classifier({
  name: 'ComplementNB',
  role: 'classifier',
  options,
  nonNegative: true,
  columns: countColumns,
  home: import.meta.url,
  read: ComplementNBModel.fromParts,
}) {}
