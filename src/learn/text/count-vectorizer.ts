import type { FitOptions, Label, SparseMatrix, Transformer } from '../contract.ts'
import { checkTexts } from './check-texts.ts'
import { CountVectorizerModel } from './count-vectorizer-model.ts'
import { learningReader } from './learning-reader.ts'
import type { CountVectorizerOptions } from './options.ts'
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
  fit(texts: readonly string[], _y?: readonly Label[], options?: FitOptions): CountVectorizerModel {
    return this.learn(texts, options).model
  }

  /** @throws INVALID_INPUT when the texts hold no term, or none is left. */
  fitTransform(
    texts: readonly string[],
    _y?: readonly Label[],
    options?: FitOptions,
  ): { model: CountVectorizerModel; output: SparseMatrix; documentFrequencies: Int32Array } {
    const rows = new RowStore()
    const { model, columnOf, documentFrequencies } = this.learn(texts, options, rows)
    const output = rows.toMatrix(columnOf, model.vocabulary.size, sum(documentFrequencies), model.settings.binary)
    return { model, output, documentFrequencies }
  }

  /** Learns the terms, and in how many texts each is; where `rows` are given, they take the counts of each text. */
  learn(texts: readonly string[], { onProgress }: FitOptions = {}, rows?: RowStore) {
    checkTexts('CountVectorizer.fit', texts)
    const { minDf, maxDf, maxFeatures, ...settings } = this.settings
    const reader = learningReader(settings)
    const counter = new TermCounter()
    for (let i = 0; i < texts.length; i++) {
      const distinct = counter.count(reader, texts[i]!)
      rows?.add(counter, distinct)
      if (onProgress && i % 1000 === 999) onProgress((i + 1) / texts.length)
    }
    const chosen = chooseTerms(this.settings, texts.length, reader.sorted(), counter)
    const columnOf = new Int32Array(reader.size).fill(-1)
    for (let column = 0; column < chosen.length; column++) columnOf[chosen[column]!] = column
    const documentFrequencies = new Int32Array(chosen.length)
    for (let column = 0; column < chosen.length; column++) {
      documentFrequencies[column] = counter.documentsWith(chosen[column]!)
    }
    const model = new CountVectorizerModel(settings, reader.spell(chosen), reader.knownWords(chosen))
    return { model, columnOf, documentFrequencies }
  }
}

function sum(numbers: Int32Array): number {
  let total = 0
  for (let i = 0; i < numbers.length; i++) total += numbers[i]!
  return total
}
