import type { OptionsOf } from '../../estimator/option.ts'
import { count, flag } from '../../estimator/option-kinds.ts'
import { vectorizer } from '../../estimator/vectorizer.ts'
import { analysisOptions, analysisProblems, weightOptions } from '../options.ts'
import { HashingVectorizerModel } from './model.ts'

const options = {
  ...analysisOptions,
  norm: weightOptions.norm,
  /** The number of columns. */
  nFeatures: count({ least: 1, most: 2 ** 31 - 1, default: 2 ** 20 }),
  /** Half of the terms count −1, so that terms that share a column cancel on average. */
  alternateSign: flag(true),
}

export type HashingVectorizerOptions = OptionsOf<typeof options>

/**
 * Counts terms without a vocabulary: the column of a term is its hash, so that nothing is learned, any number of texts
 * takes the same memory, and terms that were never seen count too. Different terms may share a column; which ones a
 * column stands for cannot be read from it.
 *
 * Before `MultinomialNB` and `ComplementNB`, which take no counts below 0, with `alternateSign: false`; before trees,
 * which search every column for each split, with fewer columns (`nFeatures: 4096`).
 *
 * @example
 * const { output } = new HashingVectorizer({ nFeatures: 1024 }).fitTransform(['great ride', 'great queue'])
 * [output.rows, output.columns] // [2, 1024]
 */
export class HashingVectorizer extends vectorizer({
  name: 'HashingVectorizer',
  role: 'vectorizer',
  options,
  check: analysisProblems,
  home: import.meta.url,
  read: HashingVectorizerModel.fromParts,
}) {
  /** Learns nothing: the model knows the options only. */
  override fit(texts: readonly string[] = []): HashingVectorizerModel {
    return super.fit(texts)
  }
}
