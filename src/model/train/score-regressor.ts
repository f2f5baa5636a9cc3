import {
  maxError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  medianAbsoluteError,
  r2Score,
  rootMeanSquaredError,
} from '../../learn/metrics/index.ts'
import { quantile } from '../../learn/quantile.ts'
import { itemAt } from '../../values.ts'
import { shortNumber } from '../card/plots/plot.ts'
import type { Predictor, RegressionScores, ValuePrediction } from '../contract.ts'
import type { TargetRows } from './target-rows.ts'

/** What a regressor predicts for rows that it has not seen. */
export interface RegressionOutcome {
  readonly data: RegressionScores['data']
  /** The right number of each row, shape `(n,)`. */
  readonly yTrue: Float64Array
  /** The predicted one, shape `(n,)`. */
  readonly yPred: Float64Array
  /** The ends of each interval, shape `(n,)` both; absent: predictions have none. */
  readonly interval?: { readonly level: number; readonly lower: Float64Array; readonly upper: Float64Array }
  readonly fitSeconds: number
  readonly predictSeconds: number
}

/** What a constant would predict, learned from training rows. */
export interface Baseline {
  readonly mean: number
  readonly median: number
}

export function baselineOf(targets: Float64Array): Baseline {
  return { mean: targets.reduce((sum, target) => sum + target / targets.length, 0), median: quantile(targets, 0.5) }
}

/** @param level of the intervals, where the model gives them */
export function predictRows<Input>(
  predictor: Predictor<Input, ValuePrediction>,
  { inputs, targets, origin }: Pick<TargetRows<Input>, 'inputs' | 'targets' | 'origin'>,
  { level, fitSeconds }: { readonly level?: number | undefined; readonly fitSeconds: number },
): RegressionOutcome {
  const started = performance.now()
  const predictions = predictor.predictMany(inputs)
  const predictSeconds = (performance.now() - started) / 1000
  const ends = predictions.flatMap(({ interval }) => (interval ? [interval] : []))
  return {
    data: origin,
    yTrue: targets,
    yPred: Float64Array.from(predictions, ({ value }) => value),
    ...(level !== undefined &&
      ends.length === predictions.length && {
        interval: {
          level,
          lower: Float64Array.from(ends, ([lower]) => lower),
          upper: Float64Array.from(ends, ([, upper]) => upper),
        },
      }),
    fitSeconds,
    predictSeconds,
  }
}

/** Scores of predictions on rows that training did not see. */
export function scoreRegression(outcome: RegressionOutcome, { mean, median }: Baseline): RegressionScores {
  const { data, yTrue, yPred, interval } = outcome
  const always = (value: number) => new Float64Array(yTrue.length).fill(value)
  const isConstant = yTrue.every((value) => value === yTrue[0])
  return {
    data,
    rows: yTrue.length,
    r2: isConstant ? null : r2Score(yTrue, yPred),
    root_mean_squared_error: rootMeanSquaredError(yTrue, yPred),
    mean_absolute_error: meanAbsoluteError(yTrue, yPred),
    median_absolute_error: medianAbsoluteError(yTrue, yPred),
    mean_absolute_percentage_error: yTrue.some((value) => value === 0)
      ? null
      : meanAbsolutePercentageError(yTrue, yPred),
    max_error: maxError(yTrue, yPred),
    baseline_root_mean_squared_error: rootMeanSquaredError(yTrue, always(mean)),
    baseline_mean_absolute_error: meanAbsoluteError(yTrue, always(median)),
    target_deciles: Array.from({ length: 11 }, (_, i) => shortNumber(quantile(yTrue, i / 10))),
    ...(interval && { interval: { level: interval.level, ...coverageOf(yTrue, interval) } }),
    fit_seconds: outcome.fitSeconds,
    predict_seconds: outcome.predictSeconds,
  }
}

function coverageOf(
  yTrue: Float64Array,
  { lower, upper }: { readonly lower: Float64Array; readonly upper: Float64Array },
) {
  const within = yTrue.filter((value, i) => value >= itemAt(lower, i) && value <= itemAt(upper, i)).length
  const width = lower.reduce((sum, from, i) => sum + (itemAt(upper, i) - from), 0)
  return { coverage: within / yTrue.length, mean_width: width / yTrue.length }
}
