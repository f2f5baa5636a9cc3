import { height, type Plot, round, width } from './plot.ts'
import { colors } from './theme.ts'

/** A fit on some of the training rows, and its score on the test rows. */
export interface LearningPoint {
  readonly rows: number
  readonly score: number
}

/** What more rows bring: still rising at the right end means that more data would help. */
export function learningPlot(points: readonly LearningPoint[], measure = 'accuracy'): Plot {
  const values = points.map(({ rows, score }) => ({ rows, score: round(score) }))
  return {
    title: 'Learning from more rows',
    description: `${measure.replace('a', 'A')} on the test rows after a fit on ${points
      .map(({ rows, score }) => `${rows.toLocaleString('en-US')} rows: ${score.toFixed(3)}`)
      .join('; ')}.`,
    spec: {
      title: { text: 'Learning from more rows', subtitle: `${measure} on the test rows` },
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
        y: { field: 'score', type: 'quantitative', title: measure, scale: { zero: false, nice: true } },
      },
    },
  }
}
