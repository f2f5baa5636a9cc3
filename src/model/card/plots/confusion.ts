import { itemAt } from '../../../values.ts'
import type { Scores } from '../../contract.ts'
import { height, type Plot, round, width } from './plot.ts'
import { colors } from './theme.ts'

/** Right label by answered label: the number of rows, the darker the larger its share of the right label's rows. */
export function confusionPlot({ labels, confusion_matrix }: Scores): Plot {
  const cells = labels.flatMap((right, i) => {
    const row = itemAt(confusion_matrix, i)
    const sum = row.reduce((total, count) => total + count, 0)
    return labels.map((answered, j) => {
      const count = itemAt(row, j)
      const share = sum === 0 ? 0 : round(count / sum)
      return { right, answered, rows: count, shown: count.toLocaleString('en-US'), share }
    })
  })
  const correct = cells.reduce((sum, { right, answered, rows }) => sum + (right === answered ? rows : 0), 0)
  const all = cells.reduce((sum, { rows }) => sum + rows, 0)
  const axis = (field: string, title: string, angle: number) => ({
    field,
    type: 'nominal',
    sort: labels,
    axis: { title, domain: false, ticks: false, labelAngle: angle, labelLimit: 90 },
  })
  return {
    title: 'Confusion matrix',
    description: `${correct.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} rows are on the diagonal, where the answer is right.`,
    spec: {
      title: 'Confusion matrix',
      width,
      height,
      data: { values: cells },
      encoding: {
        x: axis('answered', 'answered', labels.length > 4 ? -40 : 0),
        y: axis('right', 'right label', 0),
      },
      layer: [
        {
          mark: { type: 'rect', color: colors.second, cornerRadius: 3 },
          // Never so dark that the number on it could not be read, on light ground or on dark.
          encoding: {
            fillOpacity: {
              field: 'share',
              type: 'quantitative',
              scale: { domain: [0, 1], range: [0.05, 0.5] },
              legend: null,
            },
          },
        },
        {
          mark: { type: 'text', fontSize: labels.length > 6 ? 11 : 15 },
          encoding: { text: { field: 'shown', type: 'nominal' } },
        },
      ],
    },
  }
}
