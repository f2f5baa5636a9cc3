import { averagePrecisionScore, precisionRecallCurve } from '../../../learn/metrics/index.ts'
import { itemAt } from '../../../values.ts'
import type { Outcome } from '../../train/scores.ts'
import { againstRest, colorBy } from './curves.ts'
import { height, type Plot, round, thin, width } from './plot.ts'
import { colors } from './theme.ts'

/** How often a label is right where it is given, against how many of its rows are found, at every threshold. */
export function precisionRecallPlot(outcome: Outcome): Plot {
  const curves = againstRest(outcome)
  const points = curves.flatMap((curve) => {
    const { precision, recall } = precisionRecallCurve(curve.isLabel, curve.scores, { dropIntermediate: true })
    return thin([...recall.keys()]).map((t) => ({
      label: curve.label,
      recall: round(itemAt(recall, t)),
      precision: round(itemAt(precision, t)),
      t,
    }))
  })
  const averages = curves.map(
    ({ label, isLabel, scores }) => `${label} ${averagePrecisionScore(isLabel, scores).toFixed(3)}`,
  )
  return {
    title: 'Precision and recall',
    description: `Average precision, each label against the rest: ${averages.join(', ')}.`,
    spec: {
      title: {
        text: 'Precision and recall',
        subtitle: curves.length === 1 ? `${averages[0]} average precision` : 'each label against the rest',
      },
      width,
      height,
      data: { values: points },
      mark: { type: 'line' },
      encoding: {
        x: {
          field: 'recall',
          type: 'quantitative',
          title: 'share of its rows found (recall)',
          scale: { domain: [0, 1] },
        },
        y: {
          field: 'precision',
          type: 'quantitative',
          title: 'share right where given (precision)',
          scale: { domain: [0, 1] },
        },
        order: { field: 't', type: 'quantitative' },
        ...colorBy(curves, colors.second),
      },
    } as Plot['spec'],
  }
}
