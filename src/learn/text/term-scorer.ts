import type { CountVectorizerModel } from './count-vectorizer-model.ts'
import { termFrequency } from './term-frequency.ts'
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
  readonly #norm: 'l1' | 'l2' | false
  readonly #decisions: number
  /** For each term what it adds below, then what it adds above to each decision. */
  readonly #weights: Float32Array | Float64Array
  /** For each term where counting begins for the last text with it, plus its count there. */
  readonly #seen: Int32Array
  /** Where counting begins for the next text, so that `seen` need not be wiped. */
  #base = 0
  /** For each count before an occurrence, from 0, what the occurrence adds. */
  readonly #above: StepTable
  readonly #below: StepTable

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
    const tf = termFrequency(counts.settings.binary, tfidf?.settings.sublinearTf ?? false)
    this.#above = new StepTable(tf)
    this.#below = this.#norm === 'l2' ? new StepTable((count) => tf(count) ** 2) : this.#above
    this.#seen = new Int32Array(counts.columns)

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
    if (this.#base + count > lastBase) {
      this.#seen.fill(0)
      this.#base = 0
    }
    if (this.#decisions === 1) this.#addOne(out, count)
    else this.#addMany(out, count)
    this.#base += count
  }

  #addOne(out: Float64Array, count: number): void {
    const { found } = this.#reader
    const weights = this.#weights
    const seen = this.#seen
    const base = this.#base
    const aboveSteps = this.#above.steps
    const belowSteps = this.#below.steps
    let above = 0
    let below = 0
    for (let k = 0; k < count; k++) {
      const term = found[k]!
      const times = Math.max(seen[term]! - base, 0)
      seen[term] = base + times + 1
      if (times < tabled) {
        below += weights[2 * term]! * belowSteps[times]!
        above += weights[2 * term + 1]! * aboveSteps[times]!
      } else {
        below += weights[2 * term]! * this.#below.at(times)
        above += weights[2 * term + 1]! * this.#above.at(times)
      }
    }
    out[0]! += above / this.#length(below)
  }

  #addMany(out: Float64Array, count: number): void {
    const { found } = this.#reader
    const weights = this.#weights
    const seen = this.#seen
    const base = this.#base
    const size = out.length + 1
    const sums = new Float64Array(out.length)
    let below = 0
    for (let k = 0; k < count; k++) {
      const term = found[k]!
      const times = Math.max(seen[term]! - base, 0)
      seen[term] = base + times + 1
      const at = size * term
      const step = this.#above.at(times)
      below += weights[at]! * this.#below.at(times)
      for (let d = 1; d < size; d++) sums[d - 1]! += weights[at + d]! * step
    }
    const length = this.#length(below)
    for (let d = 0; d < sums.length; d++) out[d]! += sums[d]! / length
  }

  #length(below: number): number {
    if (this.#norm === false || below === 0) return 1
    return this.#norm === 'l2' ? Math.sqrt(below) : below
  }
}

/** How much f grows from one count to the next. */
class StepTable {
  readonly steps: Float64Array
  readonly #f: (count: number) => number

  constructor(f: (count: number) => number) {
    this.#f = f
    this.steps = Float64Array.from({ length: tabled }, (_, count) => f(count + 1) - f(count))
  }

  at(count: number): number {
    return count < tabled ? this.steps[count]! : this.#f(count + 1) - this.#f(count)
  }
}

/** Counts that few words of a text reach. */
const tabled = 256

/** `seen` holds whole numbers of 32 bits. */
const lastBase = 2 ** 31 - 1

/**
 * Half the memory is half the waiting in a server, where tables are rarely in the processor's cache. Rounding idf and
 * weight to 24 bits moves the decision of a row of length 1 by about 3e-8 of its largest weight, and the probability
 * by a quarter of that at most. Sums that are not scaled, such as log-likelihoods, grow with the text: double there.
 */
function singlePrecision(decisions: number, norm: 'l1' | 'l2' | false): boolean {
  return decisions === 1 && norm !== false
}
