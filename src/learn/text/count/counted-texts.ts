import type { SparseMatrix } from '../../contract.ts'
import { CountVectorizerModel } from '../count-vectorizer/model.ts'
import type { AnalysisSettings, VocabularySettings } from '../settings.ts'
import { learningReader } from '../terms/learning-reader.ts'
import type { LearningReader } from '../terms/term-reader.ts'
import { RowStore } from './row-store.ts'
import { chooseTerms, type Tally } from './term-choice.ts'
import { TermCounter } from './term-counter.ts'

export interface LearnedCounts {
  readonly model: CountVectorizerModel
  /** Counts, shape `(rows, terms)`. */
  readonly output: SparseMatrix
  /** In how many of the rows each term is, shape `(terms,)`. */
  readonly documentFrequencies: Int32Array
}

/**
 * Texts that were cut into terms and counted once, so that a vocabulary can be learned from all of them, or from some,
 * without reading them again: what is learned from some is what those texts alone would have given, but for the list
 * of known words, which saves stemming and changes no result.
 */
export class CountedTexts {
  readonly #settings: AnalysisSettings & VocabularySettings
  readonly #reader: LearningReader
  readonly #store: RowStore
  /** The numbers of the terms that any choice can keep, sorted by their spelling: the columns of the store. */
  readonly #candidates: Int32Array
  readonly #tally: Tally

  constructor(
    settings: AnalysisSettings & VocabularySettings,
    texts: readonly string[],
    onProgress?: (share: number) => void,
  ) {
    this.#settings = settings
    this.#reader = learningReader(settings)
    this.#store = new RowStore()
    const counter = new TermCounter()
    for (let i = 0; i < texts.length; i++) {
      this.#store.add(counter, counter.count(this.#reader, texts[i]))
      if (onProgress && i % 1000 === 999) onProgress((i + 1) / texts.length)
    }
    const { candidates, found } = possibleTerms(settings, this.#reader.sorted(), counter)
    this.#candidates = candidates
    this.#tally = {
      rows: texts.length,
      found,
      documents: Int32Array.from(candidates, (number) => counter.documentsWith(number)),
      totals: Int32Array.from(candidates, (number) => counter.totalOf(number)),
    }
    const columnOf = new Int32Array(this.#reader.size).fill(-1)
    for (let column = 0; column < candidates.length; column++) columnOf[candidates[column]] = column
    this.#store.arrange(columnOf, candidates.length)
  }

  get rows(): number {
    return this.#store.rows
  }

  /**
   * Learns from some of the texts.
   * @param rows their places, in ascending order.
   * @throws INVALID_INPUT when they hold no term, or none is left.
   */
  fit(rows: Int32Array): LearnedCounts {
    const { found } = this.#tally
    return this.#learn({ rows: rows.length, found, ...this.#store.tally(this.#candidates.length, rows) }, rows)
  }

  /** Learns from all of the texts, and gives up what is held of them. @throws INVALID_INPUT like `fit` */
  finish(): LearnedCounts {
    return this.#learn(this.#tally)
  }

  #learn(tally: Tally, rows?: Int32Array): LearnedCounts {
    const { minDf: _min, maxDf: _max, maxFeatures: _most, ...analysis } = this.#settings
    const chosen = chooseTerms(this.#settings, tally)
    const columnOf = new Int32Array(this.#candidates.length).fill(-1)
    const documentFrequencies = new Int32Array(chosen.length)
    let entries = 0
    for (let column = 0; column < chosen.length; column++) {
      columnOf[chosen[column]] = column
      documentFrequencies[column] = tally.documents[chosen[column]]
      entries += documentFrequencies[column]
    }
    const numbers = chosen.map((candidate) => this.#candidates[candidate])
    return {
      model: new CountVectorizerModel(analysis, this.#reader.spell(numbers), this.#reader.knownWords(numbers)),
      output: this.#store.toMatrix({
        ...{ columnOf, columns: chosen.length, entries, rows },
        binary: analysis.binary,
        last: rows === undefined,
      }),
      documentFrequencies,
    }
  }
}

/** The terms that are in enough of all texts to be kept by some choice, and how many different terms there are. */
function possibleTerms({ minDf }: VocabularySettings, sorted: Int32Array, counter: TermCounter) {
  // A fraction of fewer texts may be one text.
  const least = minDf < 1 ? 1 : minDf
  let found = 0
  const candidates = sorted.filter((number) => {
    const documents = counter.documentsWith(number)
    if (documents > 0) found++
    return documents >= Math.max(least, 1)
  })
  return { candidates, found }
}
