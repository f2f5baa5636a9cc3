import { addAt, itemAt } from '../../../values.ts'
import type { Outcome } from '../../train/scores.ts'
import { height, type Plot, width } from './plot.ts'
import { colors } from './theme.ts'

const bins = 20

/**
 * How sure the model was. For two labels the probability of the second one, by the right label: the less the two
 * overlap, the better they are told apart. For more the probability of the answered one, by whether it was right.
 */
export function histogramPlot({ labels, yTrue, yPred, probabilities }: Outcome): Plot {
  const k = labels.length
  const names = k === 2 ? [...labels] : ['wrong', 'right']
  const counts = new Map(names.map((name) => [name, new Float64Array(bins)]))
  yTrue.forEach((label, i) => {
    const answered = itemAt(yPred, i)
    const column = k === 2 ? 1 : labels.indexOf(answered)
    const rows = counts.get(k === 2 ? label : label === answered ? 'right' : 'wrong')
    const probability = itemAt(probabilities.values, i * k + column)
    if (rows) addAt(rows, Math.min(bins - 1, Math.floor(probability * bins)), 1)
  })
  const values = [...counts].flatMap(([group, rows]) =>
    [...rows].flatMap((count, bin) =>
      count === 0 ? [] : [{ group, from: bin / bins, to: (bin + 1) / bins, rows: count }],
    ),
  )
  const what = k === 2 ? `probability of ${labels[1]}` : 'probability of the answered label'
  return {
    title: 'How sure it was',
    description: `Rows by the ${what}, coloured by ${k === 2 ? 'their right label' : 'whether the answer was right'}.`,
    spec: {
      title: { text: 'How sure it was', subtitle: k === 2 ? 'by the right label' : 'by whether it was right' },
      width,
      height,
      data: { values },
      mark: { type: 'bar', fillOpacity: 0.6 },
      encoding: {
        x: { field: 'from', type: 'quantitative', bin: { binned: true }, title: what, scale: { domain: [0, 1] } },
        x2: { field: 'to' },
        y: { field: 'rows', type: 'quantitative', stack: null, title: 'rows' },
        color: {
          field: 'group',
          type: 'nominal',
          sort: names,
          scale: { domain: names, range: [colors.first, colors.second] },
        },
      },
    },
  }
}
