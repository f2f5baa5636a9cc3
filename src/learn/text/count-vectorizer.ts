import type { FitOptions, Label, SparseMatrix, Transformer } from '../contract.ts'
import { CountVectorizerModel } from './count-vectorizer-model.ts'
import type { CountVectorizerOptions } from './options.ts'
import { learningReader } from './readers.ts'
import { RowStore } from './row-store.ts'
import { type AnalysisSettings, countSettings, type VocabularySettings } from './settings.ts'
import { chooseTerms } from './term-choice.ts'
import { TermCounter } from './term-counter.ts'

/**
 * Learns the terms of texts, and counts them. One pass over the texts, in O(terms read), and about 5 bytes for each
 * different term of a text until the matrix is made.
 */
export class CountVectorizer implements Transformer<readonly string[], SparseMatrix, CountVectorizerModel> {
  readonly settings: AnalysisSettings & VocabularySettings

  /** @throws INVALID_OPTION for a value outside its range. */
  constructor(options: CountVectorizerOptions = {}) {
    this.settings = countSettings('CountVectorizer', options)
  }

  /** @throws INVALID_INPUT when the texts hold no term, or none is left. */
  fit(texts: readonly string[], _y?: readonly Label[], options: FitOptions = {}): CountVectorizerModel {
    return this.#learn(texts, null, options).model
  }

  /** @throws INVALID_INPUT when the texts hold no term, or none is left. */
  fitTransform(
    texts: readonly string[],
    _y?: readonly Label[],
    options: FitOptions = {},
  ): { model: CountVectorizerModel; output: SparseMatrix; documentFrequencies: Int32Array } {
    const rows = new RowStore()
    const { model, columnOf, documentFrequencies } = this.#learn(texts, rows, options)
    let entries = 0
    for (let j = 0; j < documentFrequencies.length; j++) entries += documentFrequencies[j]!
    const output = rows.toMatrix(columnOf, model.vocabulary.size, entries, model.settings.binary)
    return { model, output, documentFrequencies }
  }

  #learn(texts: readonly string[], rows: RowStore | null, { onProgress }: FitOptions) {
    const { minDf, maxDf, maxFeatures, ...settings } = this.settings
    const reader = learningReader(settings)
    const counter = new TermCounter()
    const countOf = (number: number) => counter.countOf(number)
    for (let i = 0; i < texts.length; i++) {
      const distinct = counter.count(reader, texts[i]!)
      rows?.add(counter.terms, distinct, countOf)
      if (onProgress && i % 1000 === 999) onProgress((i + 1) / texts.length)
    }
    const chosen = chooseTerms(this.settings, texts.length, reader.sorted(), counter)
    const columnOf = new Int32Array(reader.size).fill(-1)
    chosen.forEach((number, column) => {
      columnOf[number] = column
    })
    const model = new CountVectorizerModel(settings, reader.spell(chosen), reader.knownWords(chosen))
    const documentFrequencies = chosen.map((number) => counter.documentsWith(number))
    return { model, columnOf, documentFrequencies }
  }
}
