import type { Json, Parts, SparseMatrix } from '../../contract.ts'
import type { Pausable } from '../../pausable.ts'
import { checkTexts } from '../check-texts.ts'
import { RowStore } from '../count/row-store.ts'
import { TermCounter } from '../count/term-counter.ts'
import type { KnownWords } from '../read/symbol-line.ts'
import { termScorer } from '../score/term-scorer.ts'
import type { AnalysisSettings } from '../settings.ts'
import { knownReader } from '../terms/known-reader.ts'
import type { TermReader } from '../terms/term-reader.ts'
import type { TermTable } from '../terms/term-table.ts'
import { Vocabulary } from '../terms/vocabulary.ts'
import type { TermAdder, VectorizerModel, WeightOf } from '../vectorizer.ts'

/** A fitted CountVectorizer: from texts to how often each known term occurs in them, shape `(texts, terms)`. */
export class CountVectorizerModel implements VectorizerModel, TermTable {
  readonly kind = 'CountVectorizer'
  readonly settings: AnalysisSettings
  /** The terms, sorted by code point: the columns. */
  readonly vocabulary: Vocabulary
  /** Where words are stemmed: those of training, which need no stemming. */
  readonly knownWords: KnownWords | null
  /** Made for the first text. */
  #counting: { readonly reader: TermReader; readonly counter: TermCounter } | undefined

  constructor(settings: AnalysisSettings, vocabulary: Vocabulary, knownWords: KnownWords | null) {
    this.settings = settings
    this.vocabulary = vocabulary
    this.knownWords = knownWords
  }

  get columns(): number {
    return this.vocabulary.size
  }

  /** @throws INVALID_INPUT for what is no string. */
  transform(texts: readonly string[]): SparseMatrix {
    checkTexts('CountVectorizer.transform', texts)
    this.#counting ??= { reader: this.termReader(), counter: new TermCounter() }
    const { reader, counter } = this.#counting
    const rows = new RowStore()
    let entries = 0
    for (const text of texts) {
      const distinct = counter.count(reader, text)
      counter.terms.subarray(0, distinct).sort()
      rows.add(counter, distinct)
      entries += distinct
    }
    return rows.toMatrix({ columns: this.columns, entries, binary: this.settings.binary, last: true })
  }

  /** A reader of the terms, whose numbers are the columns. */
  termReader(): TermReader {
    return knownReader(this.settings, this.vocabulary, this.knownWords)
  }

  featureNames(): readonly string[] {
    return this.vocabulary.words()
  }

  /** The term of one column. */
  featureName(column: number): string {
    return this.vocabulary.word(column)
  }

  termScorer(decisions: number, weightOf: WeightOf): Pausable<TermAdder | undefined> {
    return termScorer(this, null, decisions, weightOf)
  }

  /** Tensors `terms` and `termsOffsets`; with stems also `words`, `wordsOffsets` and `stems`, as `KnownWords` says. */
  toParts(): Parts {
    const known = this.knownWords
    const knownTensors = known && {
      ...known.words.toTensors('words'),
      stems: { shape: [known.stems.length], data: known.stems },
    }
    return {
      kind: this.kind,
      config: this.settings as unknown as { [name: string]: Json },
      tensors: { ...this.vocabulary.toTensors('terms'), ...knownTensors },
    }
  }

  static fromParts({ config, tensors }: Parts): CountVectorizerModel {
    const { analyzer, ngramRange, lowercase, stripAccents, tokenPattern, stopWords, stem, binary } =
      config as unknown as AnalysisSettings
    const settings = { analyzer, ngramRange, lowercase, stripAccents, tokenPattern, stopWords, stem, binary }
    const stems = tensors.stems?.data as Int32Array | undefined
    const known = stems ? { words: Vocabulary.fromTensors(tensors, 'words'), stems } : null
    return new CountVectorizerModel(settings, Vocabulary.fromTensors(tensors, 'terms'), known)
  }
}
