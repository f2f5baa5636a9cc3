import type { RegressionOutcome } from '../../train/score-regressor.ts'
import { height, type Plot, shortNumber, width } from './plot.ts'
import { points } from './predicted-actual.ts'
import { colors } from './theme.ts'

/** Actual less predicted, against predicted: a trend is something that the model missed, a funnel an error that grows. */
export function residualPlot(outcome: RegressionOutcome): Plot {
  const title = 'Residuals'
  const values = points(outcome).map(({ predicted, actual }) => ({
    predicted,
    residual: shortNumber(actual - predicted),
  }))
  return {
    title,
    description:
      'Actual less predicted of held-out rows, against predicted: scattered evenly around 0 where nothing is missed.',
    spec: {
      title: { text: title, subtitle: 'actual less predicted' },
      width,
      height,
      layer: [
        {
          data: { values: [{ y: 0 }] },
          mark: { type: 'rule', strokeDash: [4, 4], color: colors.line },
          encoding: { y: { field: 'y', type: 'quantitative' } },
        },
        {
          data: { values },
          mark: { type: 'circle', size: 14, opacity: 0.5, color: colors.second },
          encoding: {
            x: { field: 'predicted', type: 'quantitative', title: 'predicted', scale: { zero: false } },
            y: { field: 'residual', type: 'quantitative', title: 'residual' },
          },
        },
      ],
    } as unknown as Plot['spec'],
  }
}
