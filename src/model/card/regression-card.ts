import { fourDigits } from '../../values.ts'
import type { RegressionScores } from '../contract.ts'
import type { RegressionFacts } from './facts.ts'
import { count, percent, plain, table } from './markdown.ts'
import type { RegressionIntervals } from './regression-intervals.ts'

/** What the card of a regressor says of its scores. */
export function regressionSections({ scores, evidence }: RegressionFacts): string[] {
  const baseline = `Always predicting the mean of the training rows has a root mean squared error of ${fourDigits(scores.baseline_root_mean_squared_error)}, always predicting their median a mean absolute error of ${fourDigits(scores.baseline_mean_absolute_error)}.`
  return [
    '## Scores',
    `On ${count(scores.rows)} rows of ${plain(scores.data.name)} that training did not see${scores.data.synthetic ? ' (**synthetic**)' : scores.data.sample ? ' (**sample rows**)' : ''}. ${baseline}`,
    scoreTable(scores, evidence.intervals),
    'The interval is where 95 of 100 scores fall when the held-out rows are drawn again with replacement (percentile bootstrap, 1,000 seeded resamples). Errors are in the unit of the target.',
    ...promiseOf(scores),
  ]
}

function scoreTable(scores: RegressionScores, intervals: RegressionIntervals): string {
  const range = (interval: readonly [number, number] | undefined) =>
    interval ? `${fourDigits(interval[0])} to ${fourDigits(interval[1])}` : ''
  return table(
    ['measure', 'value', '95 % interval', 'baseline'],
    [
      ['R²', scores.r2 === null ? 'not defined' : scores.r2.toFixed(4), range(intervals.r2), '0'],
      [
        'root mean squared error',
        fourDigits(scores.root_mean_squared_error),
        range(intervals.root_mean_squared_error),
        fourDigits(scores.baseline_root_mean_squared_error),
      ],
      [
        'mean absolute error',
        fourDigits(scores.mean_absolute_error),
        range(intervals.mean_absolute_error),
        fourDigits(scores.baseline_mean_absolute_error),
      ],
      ['median absolute error', fourDigits(scores.median_absolute_error), '', ''],
      ...(scores.mean_absolute_percentage_error === null
        ? []
        : [['mean absolute percentage error', percent(scores.mean_absolute_percentage_error), '', '']]),
      ['largest error', fourDigits(scores.max_error), '', ''],
    ],
  )
}

function promiseOf({ interval }: RegressionScores): string[] {
  if (interval === undefined) return []
  return [
    '### Intervals',
    `Each prediction has an interval that is to hold ${percent(interval.level)} of targets. Of the held-out rows it held ${percent(interval.coverage)}; the mean width is ${fourDigits(interval.mean_width)}. The width comes from the errors of models that did not learn from the row (split conformal prediction, by the size of the prediction).`,
  ]
}
