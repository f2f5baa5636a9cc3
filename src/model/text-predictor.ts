import type { Problem } from '../errors.ts'
import type { Explanation, Prediction, Predictor } from './contract.ts'
import { toPrediction } from './prediction.ts'
import type { TextScorer } from './scorer.ts'
import { checkText } from './text-input.ts'

/** Asks a fitted text classifier: from a text to its most probable label and a probability for each. */
export class TextPredictor implements Predictor<string, Prediction> {
  readonly #labels: readonly string[]
  readonly #scorer: TextScorer
  readonly #maxLength: number
  /** Reused between calls, so that a prediction allocates its answer only. */
  readonly #row: Float64Array

  constructor(labels: readonly string[], scorer: TextScorer, maxLength: number) {
    this.#labels = labels
    this.#scorer = scorer
    this.#maxLength = maxLength
    this.#row = new Float64Array(labels.length)
  }

  checkInput(value: unknown, path: string): Problem[] {
    return checkText(value, path, this.#maxLength)
  }

  predict(text: string): Prediction {
    this.#scorer.probabilities(text, this.#row)
    return toPrediction(this.#labels, this.#row)
  }

  predictMany(texts: readonly string[]): Prediction[] {
    return texts.map((text) => this.predict(text))
  }

  explain(text: string): Explanation {
    return this.#scorer.explain(text)
  }
}
