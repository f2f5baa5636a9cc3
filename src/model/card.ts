import type { ArtifactDraft } from '../artifact/contract.ts'
import type { Scores } from './contract.ts'

type CardFacts = Omit<ArtifactDraft['manifest'], 'metrics' | 'golden' | 'input'> & {
  readonly scores: Scores
  /** What the model is and how it was made, in sentences. */
  readonly about: readonly string[]
}

/** The model card of a version, in the conventions of model cards: front matter for machines, Markdown for people. */
export function modelCard(facts: CardFacts): string {
  const { scores } = facts
  return [
    frontMatter(facts),
    `# ${facts.service}/${facts.model}`,
    ...facts.about,
    '## Data',
    dataSentence(facts),
    '## Scores',
    `On ${count(scores.rows)} rows of ${scores.data.name} that training did not see${scores.data.synthetic ? ' (**synthetic**)' : ''}. Always answering the commonest label would be right in ${percent(scores.majority_accuracy)} of them.`,
    table(
      ['measure', 'value'],
      [
        ['accuracy', fixed(scores.accuracy)],
        ['macro F1', fixed(scores.macro_f1)],
        ['ROC AUC', fixed(scores.roc_auc)],
        ['log loss', fixed(scores.log_loss)],
        ...(scores.mean_absolute_error === null ? [] : [['mean absolute error', fixed(scores.mean_absolute_error)]]),
      ],
    ),
    '### By label',
    table(
      ['label', 'precision', 'recall', 'F1', 'rows'],
      scores.per_label.map((l) => [l.label, fixed(l.precision), fixed(l.recall), fixed(l.f1), count(l.support)]),
    ),
    '## Confusion matrix',
    'Rows: the right label. Columns: the answered one.',
    table(
      ['', ...scores.labels],
      scores.confusion_matrix.map((row, i) => [scores.labels[i], ...row.map(count)]),
    ),
    '## Options',
    `\`\`\`json\n${JSON.stringify(facts.options, null, 2)}\n\`\`\``,
    `Trained ${facts.created} by ${facts.library}.`,
  ]
    .join('\n\n')
    .concat('\n')
}

function frontMatter(facts: CardFacts): string {
  const { scores } = facts
  const metric = (type: string, value: number | null) =>
    value === null ? [] : [`      - type: ${type}`, `        value: ${fixed(value)}`]
  return [
    '---',
    'library_name: slipway',
    `pipeline_tag: ${facts.kind === 'table-classifier' ? 'tabular-classification' : 'text-classification'}`,
    'model-index:',
    `- name: ${facts.service}/${facts.model}`,
    '  results:',
    '  - task:',
    `      type: ${facts.kind === 'table-classifier' ? 'tabular-classification' : 'text-classification'}`,
    '    dataset:',
    `      name: ${JSON.stringify(facts.data?.name ?? 'none')}`,
    `      type: ${facts.data?.synthetic ? 'synthetic' : 'user'}`,
    '      split: held-out',
    '    metrics:',
    ...metric('accuracy', scores.accuracy),
    ...metric('f1', scores.macro_f1),
    ...metric('roc_auc', scores.roc_auc),
    '---',
  ].join('\n')
}

function dataSentence({ data }: CardFacts): string {
  if (!data) return 'None: the rules were written by people, not learned.'
  const origin = `${data.name}: ${count(data.rows)} labelled rows, sha256 \`${data.sha256}\`.`
  return data.synthetic
    ? `**Synthetic.** ${origin} Made by a generator; the scores say nothing about the world.`
    : origin
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function fixed(value: number | null): string {
  return value === null ? 'not defined' : value.toFixed(4)
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

function count(n: number): string {
  return n.toLocaleString('en-US')
}
