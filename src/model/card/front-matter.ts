import type { CardFacts } from './facts.ts'
import { fixed } from './markdown.ts'

/** What machines read of a card, in the keys that model hubs know. */
export function frontMatter(facts: CardFacts): string {
  const { scores, data } = facts
  const task = facts.kind.startsWith('tab') ? 'tabular-classification' : 'text-classification'
  const metrics = [
    ['accuracy', scores.accuracy],
    ['f1', scores.macro_f1],
    ['roc_auc', scores.roc_auc],
  ] as const
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
