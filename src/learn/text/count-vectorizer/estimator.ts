import type { OptionsOf } from '../../estimator/option.ts'
import { vectorizer } from '../../estimator/vectorizer.ts'
import { analysisOptions, analysisProblems, vocabularyOptions } from '../options.ts'
import { CountVectorizerModel } from './model.ts'

const options = { ...analysisOptions, ...vocabularyOptions }

export type CountVectorizerOptions = OptionsOf<typeof options>

/**
 * Learns the terms of texts, and counts them. One pass over the texts, in O(terms read), and about 5 bytes for each
 * different term of a text until the matrix is made.
 *
 * @example
 * const model = new CountVectorizer().fit(['great ride', 'great queue'])
 * model.featureNames() // ['great', 'queue', 'ride']
 * toDense(model.transform(['a great great day'])).values // [2, 0, 0]
 */
export class CountVectorizer extends vectorizer({
  name: 'CountVectorizer',
  role: 'vectorizer',
  options,
  check: analysisProblems,
  home: import.meta.url,
  read: CountVectorizerModel.fromParts,
}) {}
