import type { CountVectorizerModel } from './count-vectorizer-model.ts'
import { OccurrenceCounts } from './occurrence-counts.ts'
import type { TermReader } from './term-reader.ts'
import type { TfidfTransformerModel } from './tfidf-transformer-model.ts'

/**
 * Scores texts by the terms of one vectorizer. With c the count of term t in the text, tf(c) the settings' function of
 * it (c itself, 1 + ln c, or 1) and w the weights of a decision,
 *
 *   Σₜ tf(c) idfₜ wₜ / ‖(tf(c) idfₜ)ₜ‖
 *
 * is gathered in one pass, without sorting or counting first: the i-th occurrence of a term adds
 * (tf(i) − tf(i − 1)) idfₜ wₜ above, and (tf(i)² − tf(i − 1)²) idfₜ² below (for the norm l2).
 */
export class TermScorer {
  readonly #reader: TermReader
  readonly #counts: OccurrenceCounts | null
  readonly #norm: 'l1' | 'l2' | false
  readonly #decisions: number
  /** For each number of the reader what it adds below, then what it adds above to each decision. */
  readonly #weights: Float32Array | Float64Array
  readonly #above: (count: number) => number
  readonly #below: (count: number) => number
  readonly #sums: Float64Array

  /**
   * @param tfidf null for counts.
   * @param weightOf the weight of a column in a decision.
   */
  constructor(
    counts: CountVectorizerModel,
    tfidf: TfidfTransformerModel | null,
    decisions: number,
    weightOf: (decision: number, column: number) => number,
  ) {
    this.#reader = counts.termReader()
    this.#norm = tfidf?.settings.norm ?? false
    this.#decisions = decisions
    this.#sums = new Float64Array(decisions)
    const sublinear = tfidf?.settings.sublinearTf ?? false
    const tf = termFrequency(counts.settings.binary, sublinear)
    this.#above = (count) => tf(count) - tf(count - 1)
    this.#below = this.#norm === 'l2' ? (count) => tf(count) ** 2 - tf(count - 1) ** 2 : this.#above
    // Sums of counts need no look at what came before.
    this.#counts = this.#norm === false && !sublinear && !counts.settings.binary ? null : new OccurrenceCounts()

    const size = decisions + 1
    this.#weights = singlePrecision(decisions, this.#norm)
      ? new Float32Array(size * counts.columns)
      : new Float64Array(size * counts.columns)
    for (let column = 0; column < counts.columns; column++) {
      const idf = tfidf ? tfidf.idf[column]! : 1
      this.#weights[size * column] = this.#norm === 'l2' ? idf * idf : idf
      for (let k = 0; k < decisions; k++) this.#weights[size * column + 1 + k] = idf * weightOf(k, column)
    }
  }

  /** Adds the text's score to each decision. */
  addTo(out: Float64Array, text: string): void {
    const count = this.#reader.read(text)
    if (this.#decisions === 1) out[0]! += this.#scoreOne(count)
    else this.#addMany(out, count)
  }

  #scoreOne(count: number): number {
    const { found } = this.#reader
    const weights = this.#weights
    const counts = this.#counts
    let above = 0
    let below = 0
    counts?.begin(count)
    for (let k = 0; k < count; k++) {
      const number = found[k]!
      const times = counts ? counts.add(number) : 1
      if (times === 1) {
        below += weights[2 * number]!
        above += weights[2 * number + 1]!
      } else {
        below += weights[2 * number]! * this.#below(times)
        above += weights[2 * number + 1]! * this.#above(times)
      }
    }
    return above / this.#length(below)
  }

  #addMany(out: Float64Array, count: number): void {
    const { found } = this.#reader
    const weights = this.#weights
    const counts = this.#counts
    const sums = this.#sums.fill(0)
    const size = sums.length + 1
    let below = 0
    counts?.begin(count)
    for (let k = 0; k < count; k++) {
      const at = size * found[k]!
      const times = counts ? counts.add(found[k]!) : 1
      const step = times === 1 ? 1 : this.#above(times)
      below += weights[at]! * (times === 1 ? 1 : this.#below(times))
      for (let d = 1; d < size; d++) sums[d - 1]! += step * weights[at + d]!
    }
    const length = this.#length(below)
    for (let d = 0; d < sums.length; d++) out[d]! += sums[d]! / length
  }

  #length(below: number): number {
    if (this.#norm === false || below === 0) return 1
    return this.#norm === 'l2' ? Math.sqrt(below) : below
  }
}

/** tf(0) = 0, tf(1) = 1, and so on. */
function termFrequency(binary: boolean, sublinear: boolean): (count: number) => number {
  if (binary) return (count) => Math.min(count, 1)
  return sublinear ? (count) => (count === 0 ? 0 : 1 + Math.log(count)) : (count) => count
}

/**
 * Half the memory is half the waiting in a server, where tables are rarely in the processor's cache. Rounding idf and
 * weight to 24 bits moves the decision of a row of length 1 by about 3e-8 of its largest weight, and the probability
 * by a quarter of that at most. Sums that are not scaled, such as log-likelihoods, grow with the text: double there.
 */
function singlePrecision(decisions: number, norm: 'l1' | 'l2' | false): boolean {
  return decisions === 1 && norm !== false
}
