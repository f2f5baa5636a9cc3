import type { FitOptions } from '../../contract.ts'
import { checkTexts } from '../check-texts.ts'
import { CountedTexts, type LearnedCounts } from '../count/counted-texts.ts'
import type { ReadTexts } from '../read-texts.ts'
import { countSettings } from '../settings.ts'
import { inverseDocumentFrequencies } from '../tfidf-transformer/fit.ts'
import { TfidfTransformerModel } from '../tfidf-transformer/model.ts'
import type { TfidfVectorizer } from './estimator.ts'
import { TfidfVectorizerModel } from './model.ts'

/** Cuts texts into terms once, to be learned from more than once. */
export function read(
  options: TfidfVectorizer['options'],
  texts: readonly string[],
  { onProgress }: FitOptions,
): ReadTexts<TfidfVectorizerModel> {
  checkTexts('TfidfVectorizer.fit', texts)
  const counted = new CountedTexts(countSettings(options), texts, onProgress)
  const { norm, useIdf, smoothIdf, sublinearTf } = options
  const settings = { norm, useIdf, smoothIdf, sublinearTf }
  const weigh = ({ model, output, documentFrequencies }: LearnedCounts) => {
    const idf = inverseDocumentFrequencies(settings, documentFrequencies, output.rows)
    const tfidf = new TfidfTransformerModel(settings, idf)
    return { model: new TfidfVectorizerModel(model, tfidf), output: tfidf.weigh(output) }
  }
  return {
    rows: counted.rows,
    fit: (rows) => weigh(counted.fit(rows)),
    finish: () => weigh(counted.finish()),
  }
}
