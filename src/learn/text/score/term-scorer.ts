import type { Pausable } from '../../pausable.ts'
import { termsAtOnce } from '../read/known-line.ts'
import type { TermTable, TermWeights } from '../terms/term-table.ts'
import type { TermAdder, WeightOf } from '../vectorizer.ts'
import { OccurrenceReader } from './occurrence-reader.ts'
import { Steps, termFrequency } from './term-frequency.ts'

/**
 * The scorer for the terms of one vectorizer; undefined for a token pattern, whose words may be anything.
 * @param tfidf null for counts.
 */
export function* termScorer(
  counts: TermTable,
  tfidf: TermWeights | null,
  decisions: number,
  weightOf: WeightOf,
): Pausable<TermAdder | undefined> {
  if (counts.settings.tokenPattern !== null) return undefined
  if (decisions === 1 && tfidf && tfidf.settings.norm !== false) {
    return yield* CompactTermScorer.building(counts, tfidf, weightOf)
  }
  return yield* WideTermScorer.building(counts, tfidf, decisions, weightOf)
}

/**
 * Scores texts by the terms of one vectorizer. With c the count of term t in the text, tf(c) the settings' function of
 * it (c itself, 1 + ln c, or 1) and w the weights of a decision,
 *
 *   Σₜ tf(c) idfₜ wₜ / ‖(tf(c) idfₜ)ₜ‖
 *
 * is gathered occurrence by occurrence: the i-th of a term adds (tf(i) − tf(i − 1)) idfₜ wₜ above, and
 * (tf(i)² − tf(i − 1)²) idfₜ² below (for the norm l2; for l1 and none, the same without the squares).
 */
abstract class TermScorer implements TermAdder {
  protected readonly occurrences: OccurrenceReader
  readonly #norm: 'l1' | 'l2' | false
  protected readonly above: Steps
  protected readonly below: Steps

  /** @param tfidf null for counts. */
  constructor(occurrences: OccurrenceReader, counts: TermTable, tfidf: TermWeights | null) {
    this.occurrences = occurrences
    this.#norm = tfidf?.settings.norm ?? false
    const tf = termFrequency(counts.settings.binary, tfidf?.settings.sublinearTf ?? false)
    this.above = new Steps(tf)
    this.below = this.#norm === 'l2' ? new Steps((count) => tf(count) ** 2) : this.above
  }

  /** Adds the text's score to each decision. */
  abstract addTo(out: Float64Array, text: string): void

  /** What one occurrence of a term with this idf adds below. */
  protected base(idf: number): number {
    return this.#norm === 'l2' ? idf * idf : idf
  }

  protected length(below: number): number {
    if (this.#norm === false || below === 0) return 1
    return this.#norm === 'l2' ? Math.sqrt(below) : below
  }
}

/**
 * For one decision on rows of length 1. Half the memory is half the waiting in a server, where tables are rarely in
 * the processor's cache: weights are rounded to 24 bits, which moves the decision by about 3e-8 of the largest weight,
 * and the probability by a quarter of that at most.
 */
class CompactTermScorer extends TermScorer {
  /** For each single symbol what it adds below and above. */
  readonly #singles: Float32Array

  private constructor(occurrences: OccurrenceReader, counts: TermTable, tfidf: TermWeights) {
    super(occurrences, counts, tfidf)
    this.#singles = new Float32Array(2 * occurrences.columns.length)
  }

  static *building(counts: TermTable, tfidf: TermWeights, weightOf: WeightOf): Pausable<CompactTermScorer> {
    const occurrences = yield* OccurrenceReader.building(counts, tfidf.idf)
    const scorer = new CompactTermScorer(occurrences, counts, tfidf)
    yield* scorer.#weigh(tfidf, weightOf)
    return scorer
  }

  *#weigh(tfidf: TermWeights, weightOf: WeightOf): Pausable<void> {
    const { columns, ngrams } = this.occurrences
    const store = (weights: Float32Array, at: number, column: number) => {
      const idf = column < 0 ? 0 : tfidf.idf[column]
      weights[at] = this.base(idf)
      weights[at + 1] = column < 0 ? 0 : idf * weightOf(0, column)
    }
    for (let number = 0; number < columns.length; number++) {
      if (number % termsAtOnce === termsAtOnce - 1) yield
      store(this.#singles, 2 * number, columns[number])
    }
    const { slots, weights } = ngrams
    for (let from = 0; from < slots.length; from += 5 * termsAtOnce) {
      const to = Math.min(slots.length, from + 5 * termsAtOnce)
      for (let at = from; at < to; at += 5) if (slots[at] !== -1) store(weights, at + 2, slots[at + 2])
      yield
    }
  }

  addTo(out: Float64Array, text: string): void {
    const count = this.occurrences.read(text)
    const { numbers, before, singles, ngrams } = this.occurrences
    const { weights } = ngrams
    const singleWeights = this.#singles
    let above = 0
    let below = 0
    for (let k = 0; k < singles; k++) {
      const at = 2 * numbers[k]
      below += singleWeights[at] * this.below.after(before[k])
      above += singleWeights[at + 1] * this.above.after(before[k])
    }
    for (let k = singles; k < count; k++) {
      const at = numbers[k]
      below += weights[at + 2] * this.below.after(before[k])
      above += weights[at + 3] * this.above.after(before[k])
    }
    out[0] += above / this.length(below)
  }
}

/** For any number of decisions, and for sums that are not scaled, such as log-likelihoods: in double precision. */
class WideTermScorer extends TermScorer {
  /** For each column what it adds below, then what it adds above to each decision. */
  readonly #weights: Float64Array

  private constructor(occurrences: OccurrenceReader, counts: TermTable, tfidf: TermWeights | null, decisions: number) {
    super(occurrences, counts, tfidf)
    this.#weights = new Float64Array((decisions + 1) * counts.columns)
  }

  static *building(
    counts: TermTable,
    tfidf: TermWeights | null,
    decisions: number,
    weightOf: WeightOf,
  ): Pausable<WideTermScorer> {
    const occurrences = yield* OccurrenceReader.building(counts, tfidf?.idf ?? null)
    const scorer = new WideTermScorer(occurrences, counts, tfidf, decisions)
    yield* scorer.#weigh(counts.columns, tfidf, decisions, weightOf)
    return scorer
  }

  *#weigh(columns: number, tfidf: TermWeights | null, decisions: number, weightOf: WeightOf): Pausable<void> {
    for (let column = 0, at = 0; column < columns; column++) {
      if (column % termsAtOnce === termsAtOnce - 1) yield
      const idf = tfidf ? tfidf.idf[column] : 1
      this.#weights[at++] = this.base(idf)
      for (let k = 0; k < decisions; k++) this.#weights[at++] = idf * weightOf(k, column)
    }
  }

  addTo(out: Float64Array, text: string): void {
    const count = this.occurrences.read(text)
    const { numbers, before, singles, columns, ngrams } = this.occurrences
    const { slots } = ngrams
    const weights = this.#weights
    const size = out.length + 1
    const sums = new Float64Array(out.length)
    let below = 0
    for (let k = 0; k < count; k++) {
      const column = k < singles ? columns[numbers[k]] : slots[numbers[k] + 2]
      if (column < 0) continue
      const step = this.above.after(before[k])
      below += weights[size * column] * this.below.after(before[k])
      for (let d = 0; d < sums.length; d++) sums[d] += weights[size * column + 1 + d] * step
    }
    const length = this.length(below)
    for (let d = 0; d < sums.length; d++) out[d] += sums[d] / length
  }
}
