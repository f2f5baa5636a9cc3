import { challengerTag, type Promotion } from './promotion.ts'
import { count, decimal, table } from './table.ts'
import type { Trained } from './train-service.ts'

/** What training ends with: a line a model, its scores on rows that training did not see. */
export function scoreTable(trained: readonly Trained[]): string {
  // Distances are told where labels are numbers, such as stars.
  const isNumeric = trained.some(({ scores }) => scores.mean_absolute_error !== null)
  const distance = isNumeric ? ['mean abs. error'] : []
  const header = [
    'model',
    'kind',
    'rows',
    'accuracy',
    'majority baseline',
    'macro F1',
    'ROC AUC',
    'log loss',
    ...distance,
  ]
  return table(
    [...header, 'seconds'],
    trained.map(({ model, kind, scores, seconds }) => [
      model,
      kind,
      count(scores.rows),
      decimal(scores.accuracy),
      decimal(scores.majority_accuracy),
      decimal(scores.macro_f1),
      decimal(scores.roc_auc),
      decimal(scores.log_loss),
      ...(isNumeric ? [decimal(scores.mean_absolute_error)] : []),
      seconds.toFixed(1),
    ]),
  )
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
