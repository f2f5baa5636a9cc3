import { accuracyScore } from '../../learn/metrics/index.ts'
import type { Prediction, Predictor, Scores } from '../contract.ts'
import type { LabelledRows } from './labelled-rows.ts'
import { type Outcome, scoreOutcome } from './scores.ts'

/** Scores a classifier on rows that it has not seen. */
export function scoreClassifier<Input>(...asked: Parameters<typeof answerRows<Input>>): Scores {
  return scoreOutcome(answerRows(...asked))
}

/** What a classifier answers to rows that it has not seen. */
export function answerRows<Input>(
  predictor: Predictor<Input, Prediction>,
  labels: readonly string[],
  test: LabelledRows<Input>,
  fitSeconds: number,
): Outcome {
  const started = performance.now()
  const answers = predictor.predictMany(test.inputs)
  const predictSeconds = (performance.now() - started) / 1000
  const values = new Float64Array(answers.length * labels.length)
  answers.forEach(({ probabilities }, i) => {
    labels.forEach((label, j) => {
      values[i * labels.length + j] = probabilities[label] ?? Number.NaN
    })
  })
  return {
    data: test.origin,
    labels,
    yTrue: test.labels,
    yPred: answers.map(({ label }) => label),
    probabilities: { rows: answers.length, columns: labels.length, values },
    fitSeconds,
    predictSeconds,
  }
}

export function accuracyOf<Input>(
  predictor: Predictor<Input, Prediction>,
  { inputs, labels }: Pick<LabelledRows<Input>, 'inputs' | 'labels'>,
): number {
  const answers = predictor.predictMany(inputs)
  return accuracyScore(
    labels,
    answers.map(({ label }) => label),
  )
}
