import { fourDigits, itemAt } from '../../../values.ts'
import type { RegressionOutcome } from '../../train/score-regressor.ts'
import { height, type Plot, shortNumber, width } from './plot.ts'
import { bySize } from './sizes.ts'
import { colors } from './theme.ts'

/** The mean absolute error of rows by how large the prediction is. */
export function errorBySizePlot({ yTrue, yPred }: RegressionOutcome): Plot {
  const bins = bySize(yPred)
  const values = bins.map(({ rows, from, to }) => {
    const sum = rows.reduce((sum, row) => sum + Math.abs(itemAt(yTrue, row) - itemAt(yPred, row)), 0)
    return { size: `${fourDigits(from)} to ${fourDigits(to)}`, error: shortNumber(sum / rows.length) }
  })
  const title = 'Error by size'
  return {
    title,
    description: `Mean absolute error by the predicted value: ${values.map(({ size, error }) => `${size}: ${fourDigits(error)}`).join('; ')}.`,
    spec: {
      title: { text: title, subtitle: 'mean absolute error' },
      width,
      height,
      data: { values },
      mark: { type: 'bar', color: colors.second },
      encoding: {
        y: { field: 'size', type: 'nominal', sort: values.map(({ size }) => size), title: 'predicted' },
        x: { field: 'error', type: 'quantitative', title: 'mean absolute error' },
      },
    } as unknown as Plot['spec'],
  }
}
