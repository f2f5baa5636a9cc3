import { areRegressionScores } from '../artifact/scores.ts'
import type { RegressionScores, Scores } from '../model/contract.ts'
import { fourDigits } from '../values.ts'
import { challengerTag, type Promotion } from './promotion.ts'
import { count, decimal, table } from './table.ts'
import type { Trained } from './train-service.ts'

/**
 * What training ends with: a line a model, its scores on rows that training did not see. It fits 80 columns for names of
 * up to 19 letters; a baseline that all models share stands below the table.
 */
export function scoreTable(trained: readonly Trained[]): string {
  const classifiers = trained.flatMap(({ scores, ...one }) => (areRegressionScores(scores) ? [] : [{ ...one, scores }]))
  const regressors = trained.flatMap(({ scores, ...one }) => (areRegressionScores(scores) ? [{ ...one, scores }] : []))
  return [
    ...(classifiers.length > 0 ? [classifierTable(classifiers)] : []),
    ...(regressors.length > 0 ? [regressorTable(regressors)] : []),
  ].join('\n\n')
}

type Scored<S> = Pick<Trained, 'model' | 'seconds'> & { readonly scores: S }

function classifierTable(trained: readonly Scored<Scores>[]): string {
  const isNumeric = trained.some(({ scores }) => scores.mean_absolute_error !== null)
  const baselines = [...new Set(trained.map(({ scores }) => decimal(scores.majority_accuracy)))]
  const isShared = baselines.length === 1
  const lines = table(
    [
      ...['model', 'rows', 'accuracy', ...(isShared ? [] : ['majority'])],
      ...['macro F1', 'ROC AUC', 'log loss', ...(isNumeric ? ['MAE'] : []), 's'],
    ],
    trained.map(({ model, scores, seconds }) => [
      ...[model, count(scores.rows), decimal(scores.accuracy)],
      ...(isShared ? [] : [decimal(scores.majority_accuracy)]),
      ...[decimal(scores.macro_f1), decimal(scores.roc_auc), decimal(scores.log_loss)],
      ...(isNumeric ? [decimal(scores.mean_absolute_error)] : []),
      seconds.toFixed(1),
    ]),
  )
  const notes = [
    isShared ? `accuracy of the majority baseline: ${baselines[0]}` : 'majority: accuracy of the majority baseline',
    ...(isNumeric ? ['MAE: mean absolute error'] : []),
  ]
  return [lines, ...notes].join('\n')
}

function regressorTable(trained: readonly Scored<RegressionScores>[]): string {
  const hasIntervals = trained.some(({ scores }) => scores.interval !== undefined)
  const lines = table(
    ['model', 'rows', 'R²', 'RMSE', 'MAE', 'mean RMSE', ...(hasIntervals ? ['coverage'] : []), 's'],
    trained.map(({ model, scores, seconds }) => [
      ...[model, count(scores.rows), decimal(scores.r2)],
      ...[fourDigits(scores.root_mean_squared_error), fourDigits(scores.mean_absolute_error)],
      fourDigits(scores.baseline_root_mean_squared_error),
      ...(hasIntervals ? [decimal(scores.interval?.coverage, 3)] : []),
      seconds.toFixed(1),
    ]),
  )
  const promises = [...new Set(trained.flatMap(({ scores: { interval } }) => (interval ? [interval.level] : [])))]
  return [
    lines,
    'RMSE: root mean squared error; MAE: mean absolute error; mean RMSE: that of always predicting the mean',
    ...(promises.length > 0
      ? [`coverage: fraction of targets within their interval; promised: ${promises.join(', ')}`]
      : []),
  ].join('\n')
}

/** What has to be known before the scores are believed, a line each. */
export function warningLines(trained: readonly Trained[]): string[] {
  return trained.flatMap(({ model, scores }) => (scores.warnings ?? []).map((text) => `warning: ${model}: ${text}`))
}

/** Where the rows came from, each source once: said beside every score. */
export function dataLines(trained: readonly Trained[]): string[] {
  const lines = trained.flatMap(({ data }) =>
    data
      ? [
          `data: ${data.name}, ${count(data.rows)} rows${data.synthetic ? ', synthetic' : data.sample ? ', sample' : ''}`,
        ]
      : [],
  )
  return [...new Set(lines)]
}

/** The versions that were not made current, each with the reason and the command that makes it so. */
export function heldBackLines(
  service: string,
  versions: readonly { readonly model: string; readonly version: string; readonly promotion: Promotion }[],
): string[] {
  return versions.flatMap(({ model, version, promotion: { isUsed, reason } }) =>
    isUsed
      ? []
      : [
          `${model} ${version}: stored and tagged ${challengerTag}, not made current: ${reason}`,
          `  to make it current: slipway models ${service} use ${version} --model ${model}`,
        ],
  )
}
