import { rocAucScore, rocCurve } from '../../../learn/metrics/index.ts'
import { itemAt } from '../../../values.ts'
import type { Outcome } from '../../train/scores.ts'
import { againstRest, colorBy } from './curves.ts'
import { diagonal, height, type Plot, round, thin, width } from './plot.ts'
import { colors } from './theme.ts'

/** How many of a label's rows are found, against how many others are taken for it, at every threshold. */
export function rocPlot(outcome: Outcome): Plot {
  const curves = againstRest(outcome)
  const points = curves.flatMap((curve) => {
    const { fpr, tpr } = rocCurve(curve.isLabel, curve.scores)
    return thin([...fpr.keys()]).map((t) => ({
      label: curve.label,
      fpr: round(itemAt(fpr, t)),
      tpr: round(itemAt(tpr, t)),
    }))
  })
  const areas = curves.map(({ label, isLabel, scores }) => `${label} ${rocAucScore(isLabel, scores).toFixed(3)}`)
  return {
    title: 'ROC curve',
    description: `Area under the curve, each label against the rest: ${areas.join(', ')}. A guess has 0.5.`,
    spec: {
      title: { text: 'ROC curve', subtitle: curves.length === 1 ? `${areas[0]} area` : 'each label against the rest' },
      width,
      height,
      layer: [
        diagonal,
        {
          data: { values: points },
          mark: { type: 'line', interpolate: 'linear' },
          encoding: {
            x: { field: 'fpr', type: 'quantitative', title: 'share of the others taken for it' },
            y: { field: 'tpr', type: 'quantitative', title: 'share of its rows found (recall)' },
            order: { field: 'tpr', type: 'quantitative' },
            ...colorBy(curves, colors.second),
          },
        },
      ],
    } as Plot['spec'],
  }
}
