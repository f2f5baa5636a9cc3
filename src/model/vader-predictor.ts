import type { Problem } from '../errors.ts'
import type { VaderModel } from '../learn/vader/index.ts'
import type { Explanation, Predictor } from './contract.ts'
import type { VaderLabel, VaderPrediction } from './define.ts'
import { checkText } from './text-input.ts'

/** The authors' thresholds: a compound this far from 0 is not neutral any more. */
const threshold = 0.05

/** Asks VADER: from a text to its label and scores. */
export class VaderPredictor implements Predictor<string, VaderPrediction> {
  readonly #model: VaderModel
  readonly #maxLength: number

  constructor(model: VaderModel, maxLength: number) {
    this.#model = model
    this.#maxLength = maxLength
  }

  checkInput(value: unknown, path: string): Problem[] {
    return checkText(value, path, this.#maxLength)
  }

  predict(text: string): VaderPrediction {
    const { compound, neg, neu, pos } = this.#model.score(text)
    return { label: labelOf(compound), compound, neg, neu, pos }
  }

  predictMany(texts: readonly string[]): VaderPrediction[] {
    return texts.map((text) => this.predict(text))
  }

  explain(text: string): Explanation {
    return this.#model.explain(text)
  }
}

function labelOf(compound: number): VaderLabel {
  return compound >= threshold ? 'positive' : compound <= -threshold ? 'negative' : 'neutral'
}
