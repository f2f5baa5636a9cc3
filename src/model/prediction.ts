import type { Prediction, ValuePrediction } from './contract.ts'
import type { PredictionIntervals } from './prediction-intervals.ts'

/** The most probable label, of equals the first, and the probability of each. @param values the probability of each label, in their order */
export function toPrediction(labels: readonly string[], values: Float64Array): Prediction {
  const probabilities: Record<string, number> = {}
  let best = Number.NEGATIVE_INFINITY
  let winner = ''
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] ?? ''
    const probability = values[i] ?? Number.NaN
    setProbability(probabilities, label, probability)
    if (probability > best || i === 0) [best, winner] = [probability, label]
  }
  return { label: winner, probabilities }
}

/** A predicted number, with its interval where the model gives them. */
export function toValue(value: number, intervals: PredictionIntervals | undefined): ValuePrediction {
  return intervals ? { value, interval: intervals.of(value) } : { value }
}

/** `values['__proto__'] = …` would not make a label of that name. */
function setProbability(values: Record<string, number>, label: string, value: number): void {
  if (label !== '__proto__') values[label] = value
  else Object.defineProperty(values, label, { value, writable: true, enumerable: true, configurable: true })
}
