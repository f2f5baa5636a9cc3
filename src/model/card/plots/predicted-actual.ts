import { itemAt } from '../../../values.ts'
import type { RegressionOutcome } from '../../train/score-regressor.ts'
import { height, type Plot, shortNumber, thin, width } from './plot.ts'
import { colors } from './theme.ts'

/** More points hide each other. */
const mostPoints = 400

interface Point {
  readonly predicted: number
  readonly actual: number
}

/** A sample of the rows, from the smallest prediction to the largest. */
export function points({ yTrue, yPred }: RegressionOutcome): Point[] {
  const all = Array.from(yPred, (predicted, i) => ({ predicted, actual: itemAt(yTrue, i) }))
  return thin(
    all.sort((a, b) => a.predicted - b.predicted),
    mostPoints,
  ).map(({ predicted, actual }) => ({ predicted: shortNumber(predicted), actual: shortNumber(actual) }))
}

/** What was predicted against what came: on the line where they are equal. */
export function predictedActualPlot(outcome: RegressionOutcome, target: string): Plot {
  const values = points(outcome)
  const ends = values.flatMap(({ predicted, actual }) => [predicted, actual])
  const [from, to] = [Math.min(...ends), Math.max(...ends)]
  const title = 'Predicted and actual'
  return {
    title,
    description: `The predicted ${target} of held-out rows against the actual one; on the line they are equal.`,
    spec: {
      title: { text: title, subtitle: `${target} of held-out rows` },
      width,
      height,
      layer: [
        {
          data: { values: [{ x: from }, { x: to }] },
          mark: { type: 'line', strokeDash: [4, 4], strokeWidth: 1, color: colors.line },
          encoding: { x: { field: 'x', type: 'quantitative' }, y: { field: 'x', type: 'quantitative' } },
        },
        {
          data: { values },
          mark: { type: 'circle', size: 14, opacity: 0.5, color: colors.second },
          encoding: {
            x: { field: 'predicted', type: 'quantitative', title: 'predicted', scale: { zero: false } },
            y: { field: 'actual', type: 'quantitative', title: 'actual', scale: { zero: false } },
          },
        },
      ],
    } as unknown as Plot['spec'],
  }
}
