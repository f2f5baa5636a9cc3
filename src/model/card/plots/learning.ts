import { height, type Plot, round, width } from './plot.ts'
import { colors } from './theme.ts'

/** A fit on some of the training rows, and its score on the test rows. */
export interface LearningPoint {
  readonly rows: number
  readonly accuracy: number
}

/** What more rows bring: still rising at the right end means that more data would help. */
export function learningPlot(points: readonly LearningPoint[]): Plot {
  const values = points.map(({ rows, accuracy }) => ({ rows, accuracy: round(accuracy) }))
  return {
    title: 'Learning from more rows',
    description: `Accuracy on the test rows after a fit on ${points
      .map(({ rows, accuracy }) => `${rows.toLocaleString('en-US')} rows: ${accuracy.toFixed(3)}`)
      .join('; ')}.`,
    spec: {
      title: { text: 'Learning from more rows', subtitle: 'accuracy on the test rows' },
      width,
      height,
      data: { values },
      mark: { type: 'line', point: { size: 45, filled: true, color: colors.second }, color: colors.second },
      encoding: {
        x: {
          field: 'rows',
          type: 'quantitative',
          title: 'rows learned from',
          scale: { type: 'log', nice: false },
          axis: { values: points.map(({ rows }) => rows), format: ',d' },
        },
        y: { field: 'accuracy', type: 'quantitative', title: 'accuracy', scale: { zero: false, nice: true } },
      },
    },
  }
}
