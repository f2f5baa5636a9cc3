import { calibrationCurve, expectedCalibrationError } from '../../../learn/metrics/index.ts'
import { itemAt } from '../../../values.ts'
import type { Outcome } from '../../train/scores.ts'
import { againstRest, colorBy } from './curves.ts'
import { diagonal, height, type Plot, round, width } from './plot.ts'
import { colors } from './theme.ts'

/** How often a probability of p comes true: on the diagonal where probabilities mean what they say. */
export function calibrationPlot(outcome: Outcome): Plot {
  const curves = againstRest(outcome)
  const points = curves.flatMap((curve) => {
    const { probPred, probTrue, rows } = calibrationCurve(curve.isLabel, curve.scores, { nBins: 10, posLabel: 1 })
    return Array.from(probPred, (said, b) => ({
      label: curve.label,
      said: round(said),
      came: round(itemAt(probTrue, b)),
      rows: itemAt(rows, b),
    }))
  })
  const error = expectedCalibrationError(outcome.yTrue, outcome.probabilities, { labels: outcome.labels })
  return {
    title: 'Calibration',
    description: `What was held probable, against how often it came true, in ten bins. The answered label's probability is off by ${error.toFixed(3)} on average.`,
    spec: {
      title: { text: 'Calibration', subtitle: `off by ${error.toFixed(3)} on average` },
      width,
      height,
      layer: [
        diagonal,
        {
          data: { values: points },
          mark: { type: 'line', point: { size: 45, filled: true } },
          encoding: {
            x: { field: 'said', type: 'quantitative', title: 'probability given' },
            y: { field: 'came', type: 'quantitative', title: 'share that came true' },
            ...colorBy(curves, colors.second),
          },
        },
      ],
    } as Plot['spec'],
  }
}
