export { CountVectorizerModel } from './count-vectorizer/model.ts'
export { FeatureUnionModel } from './feature-union/model.ts'
export { HashingVectorizerModel } from './hashing-vectorizer/model.ts'
export type { Stem } from './options.ts'
export type { ReadTexts } from './read-texts.ts'
export {
  compileLinearText,
  type LinearTextScorer,
  type TermContribution,
  type TextExplanation,
} from './score/linear-text-scorer.ts'
export { stemmer } from './stem/stemmer.ts'
export { TfidfTransformerModel } from './tfidf-transformer/model.ts'
export { TfidfVectorizerModel } from './tfidf-vectorizer/model.ts'
export type { Vectorizer, VectorizerModel } from './vectorizer.ts'
