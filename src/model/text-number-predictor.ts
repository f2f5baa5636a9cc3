import type { Problem } from '../errors.ts'
import type { RegressorModel } from '../learn/contract.ts'
import type { VectorizerModel } from '../learn/text/vectorizer.ts'
import { itemAt } from '../values.ts'
import type { Explanation, Predictor, ValuePrediction } from './contract.ts'
import { toValue } from './prediction.ts'
import type { PredictionIntervals } from './prediction-intervals.ts'
import { explainTerms } from './text-explainer.ts'
import { checkText } from './text-input.ts'

/** Asks a fitted text regressor: from a text to a number, and an interval where the model gives them. */
export class TextNumberPredictor implements Predictor<string, ValuePrediction> {
  readonly #vectorizer: VectorizerModel
  readonly #regressor: RegressorModel
  readonly #intervals: PredictionIntervals | undefined
  readonly #maxLength: number

  constructor(
    vectorizer: VectorizerModel,
    regressor: RegressorModel,
    intervals: PredictionIntervals | undefined,
    maxLength: number,
  ) {
    this.#vectorizer = vectorizer
    this.#regressor = regressor
    this.#intervals = intervals
    this.#maxLength = maxLength
  }

  checkInput(value: unknown, path: string): Problem[] {
    return checkText(value, path, this.#maxLength)
  }

  predict(text: string): ValuePrediction {
    return itemAt(this.predictMany([text]), 0)
  }

  predictMany(texts: readonly string[]): ValuePrediction[] {
    const values = this.#regressor.predict(this.#vectorizer.transform(texts))
    return Array.from(values, (value) => toValue(value, this.#intervals))
  }

  explain(text: string): Explanation {
    return explainTerms(this.#vectorizer, this.#regressor, text)
  }
}
