import { areRegressionFacts, type CardFacts } from './facts.ts'
import { fixed } from './markdown.ts'

/** What machines read of a card, in the keys that model hubs know. */
export function frontMatter(facts: CardFacts): string {
  const { scores, data } = facts
  const input = facts.kind.startsWith('tab') ? 'tabular' : 'text'
  const task = `${input}-${areRegressionFacts(facts) ? 'regression' : 'classification'}`
  const metrics = metricsOf(facts)
  const known = metrics.filter(([, value]) => value !== null)
  return [
    '---',
    'library_name: slipway',
    `pipeline_tag: ${task}`,
    `tags: [${[task, ...(scores.data.synthetic ? ['synthetic-data'] : [])].join(', ')}]`,
    `metrics: [${known.map(([type]) => type).join(', ')}]`,
    'model-index:',
    `- name: ${facts.service}/${facts.model}`,
    '  results:',
    '  - task:',
    `      type: ${task}`,
    '    dataset:',
    `      name: ${JSON.stringify((data ?? scores.data).name)}`,
    `      type: ${scores.data.synthetic ? 'synthetic' : 'user'}`,
    '      split: held-out',
    '    metrics:',
    ...known.flatMap(([type, value]) => [`    - type: ${type}`, `      value: ${fixed(value)}`]),
    '---',
  ].join('\n')
}

function metricsOf(facts: CardFacts): (readonly [type: string, value: number | null])[] {
  if (areRegressionFacts(facts)) {
    const { r2, root_mean_squared_error: rmse, mean_absolute_error: mae } = facts.scores
    return [
      ['r_squared', r2],
      ['rmse', rmse],
      ['mae', mae],
    ]
  }
  const { accuracy, macro_f1: f1, roc_auc: auc } = facts.scores
  return [
    ['accuracy', accuracy],
    ['f1', f1],
    ['roc_auc', auc],
  ]
}
