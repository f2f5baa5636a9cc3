import type { Explanation } from './contract.ts'

/** From one text to the probabilities of the labels, and why. */
export interface TextScorer {
  /** Fills `out`, shape `(labels,)`. */
  probabilities(text: string, out: Float64Array): void
  /** What moved the log-odds of the second label where there are two, the score of the winning label where there are more. */
  explain(text: string): Explanation
}
