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

/** Where the rows came from, each source once: said beside every score. */
export function dataLines(trained: readonly Trained[]): string[] {
  const lines = trained.flatMap(({ data }) =>
    data ? [`data: ${data.name}, ${count(data.rows)} rows${data.synthetic ? ', synthetic' : ''}`] : [],
  )
  return [...new Set(lines)]
}
