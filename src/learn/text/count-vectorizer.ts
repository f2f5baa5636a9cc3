import { SlipwayError } from '../../errors.ts'
import type { FitOptions, Label, SparseMatrix, Transformer } from '../contract.ts'
import { compareCodePoints } from '../labels.ts'
import { analyzer } from './analyzer.ts'
import { CountVectorizerModel } from './count-vectorizer-model.ts'
import type { CountVectorizerOptions } from './options.ts'
import { type AnalysisSettings, countSettings, type VocabularySettings } from './settings.ts'
import { Vocabulary } from './vocabulary.ts'

/** Learns the terms of texts, and counts them. */
export class CountVectorizer implements Transformer<readonly string[], SparseMatrix, CountVectorizerModel> {
  readonly settings: AnalysisSettings & VocabularySettings

  /** @throws INVALID_OPTION for a value outside its range. */
  constructor(options: CountVectorizerOptions = {}) {
    this.settings = countSettings('CountVectorizer', options)
  }

  /** @throws INVALID_INPUT when the texts hold no term, or none is left. */
  fit(texts: readonly string[], _y?: readonly Label[], _options?: FitOptions): CountVectorizerModel {
    const { minDf, maxDf, maxFeatures, ...settings } = this.settings
    const terms = analyzer(settings)
    const found = new Map<string, { df: number; tf: number }>()
    for (const text of texts) {
      const all = terms(text)
      const distinct = new Set(all)
      for (const term of settings.binary ? distinct : all) {
        const seen = found.get(term)
        if (seen) seen.tf++
        else found.set(term, { df: 0, tf: 1 })
      }
      for (const term of distinct) found.get(term)!.df++
    }
    const least = minDf < 1 ? minDf * texts.length : minDf
    const most = maxDf <= 1 ? maxDf * texts.length : maxDf
    let kept = [...found].filter(([, { df }]) => df >= least && df <= most)
    kept.sort((a, b) => compareCodePoints(a[0], b[0]))
    if (kept.length > maxFeatures) {
      const frequent = kept.toSorted((a, b) => b[1].tf - a[1].tf).slice(0, maxFeatures)
      const chosen = new Set(frequent)
      kept = kept.filter((term) => chosen.has(term))
    }
    if (kept.length === 0) {
      throw new SlipwayError('INVALID_INPUT', 'CountVectorizer.fit: no terms are left to count.')
    }
    return new CountVectorizerModel(settings, Vocabulary.fromWords(kept.map(([term]) => term)))
  }

  fitTransform(
    texts: readonly string[],
    y?: readonly Label[],
    options?: FitOptions,
  ): { model: CountVectorizerModel; output: SparseMatrix } {
    const model = this.fit(texts, y, options)
    return { model, output: model.transform(texts) }
  }
}
