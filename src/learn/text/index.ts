export { CountVectorizer } from './count-vectorizer/fit.ts'
export { CountVectorizerModel } from './count-vectorizer/model.ts'
export { FeatureUnion, type Vectorizer } from './feature-union/fit.ts'
export { FeatureUnionModel, type VectorizerModel, vectorizerFromParts } from './feature-union/model.ts'
export { HashingVectorizer } from './hashing-vectorizer/fit.ts'
export { HashingVectorizerModel } from './hashing-vectorizer/model.ts'
export {
  compileLinearText,
  type LinearTextScorer,
  type TermContribution,
  type TextExplanation,
} from './linear-text-scorer.ts'
export type {
  CountVectorizerOptions,
  HashingVectorizerOptions,
  Stem,
  TfidfOptions,
  TfidfVectorizerOptions,
} from './options.ts'
export type { ReadTexts } from './read-texts.ts'
export { stemmer } from './stemmer.ts'
export { TfidfTransformer } from './tfidf-transformer/fit.ts'
export { TfidfTransformerModel } from './tfidf-transformer/model.ts'
export { TfidfVectorizer } from './tfidf-vectorizer/fit.ts'
export { TfidfVectorizerModel } from './tfidf-vectorizer/model.ts'
