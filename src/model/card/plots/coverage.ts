import { fourDigits, itemAt } from '../../../values.ts'
import type { RegressionOutcome } from '../../train/score-regressor.ts'
import { height, type Plot, round, width } from './plot.ts'
import { bySize } from './sizes.ts'
import { colors } from './theme.ts'

/** How many targets lay within their interval, by how large the prediction is, beside what is promised. */
export function coveragePlot(
  { yTrue, yPred }: RegressionOutcome,
  interval: NonNullable<RegressionOutcome['interval']>,
): Plot {
  const { level, lower, upper } = interval
  const isWithin = (row: number) => itemAt(yTrue, row) >= itemAt(lower, row) && itemAt(yTrue, row) <= itemAt(upper, row)
  const values = bySize(yPred, 8, 30).map(({ rows, from, to }) => ({
    size: `${fourDigits(from)} to ${fourDigits(to)}`,
    coverage: round(rows.filter(isWithin).length / rows.length),
  }))
  const title = 'Coverage of the intervals'
  return {
    title,
    description: `The fraction of held-out targets within their interval, by the predicted value; promised: ${level}. ${values.map(({ size, coverage }) => `${size}: ${coverage.toFixed(3)}`).join('; ')}.`,
    spec: {
      title: { text: title, subtitle: `promised: ${level}` },
      width,
      height,
      layer: [
        {
          data: { values },
          mark: { type: 'bar', color: colors.second },
          encoding: {
            y: { field: 'size', type: 'nominal', sort: values.map(({ size }) => size), title: 'predicted' },
            x: { field: 'coverage', type: 'quantitative', title: 'fraction within', scale: { domain: [0, 1] } },
          },
        },
        {
          data: { values: [{ level }] },
          mark: { type: 'rule', strokeDash: [4, 4], color: colors.first, strokeWidth: 2 },
          encoding: { x: { field: 'level', type: 'quantitative' } },
        },
      ],
    } as unknown as Plot['spec'],
  }
}
