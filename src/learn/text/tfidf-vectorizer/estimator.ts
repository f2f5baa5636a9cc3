import type { OptionsOf } from '../../estimator/option.ts'
import { vectorizer } from '../../estimator/vectorizer.ts'
import { analysisOptions, analysisProblems, vocabularyOptions, weightOptions } from '../options.ts'
import { TfidfVectorizerModel } from './model.ts'

const options = { ...analysisOptions, ...vocabularyOptions, ...weightOptions }

export type TfidfVectorizerOptions = OptionsOf<typeof options>

/**
 * Counts the terms of texts and weighs them: a `CountVectorizer`, then a `TfidfTransformer`.
 *
 * @example
 * const { model, output } = new TfidfVectorizer().fitTransform(['great ride', 'great queue'])
 * model.featureNames() // ['great', 'queue', 'ride']
 * toDense(output).values // [0.5797, 0, 0.8148, 0.5797, 0.8148, 0]
 */
export class TfidfVectorizer extends vectorizer({
  name: 'TfidfVectorizer',
  role: 'vectorizer',
  options,
  check: analysisProblems,
  home: import.meta.url,
  read: TfidfVectorizerModel.fromParts,
}) {}
