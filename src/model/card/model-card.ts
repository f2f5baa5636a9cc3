import { itemAt } from '../../values.ts'
import type { RegressionScores, Scores } from '../contract.ts'
import { areRegressionFacts, type CardFacts, type ClassifierFacts } from './facts.ts'
import { frontMatter } from './front-matter.ts'
import type { Intervals } from './intervals.ts'
import { count, fixed, percent, plain, table } from './markdown.ts'
import { regressionSections } from './regression-card.ts'

/** The model card of a version, in the conventions of model cards: front matter for machines, Markdown for people. */
export function modelCard(facts: CardFacts): string {
  const { scores, evidence } = facts
  const plots = Object.entries(evidence.plots)
  return [
    frontMatter(facts),
    `# ${facts.service}/${facts.model}`,
    ...facts.about,
    ...notFor(facts.notFor),
    ...warningsOf(scores),
    '## Data',
    dataSentence(facts),
    ...(areRegressionFacts(facts) ? regressionSections(facts) : classifierSections(facts)),
    ...(plots.length > 0 ? ['## Plots'] : []),
    ...plots.map(([name, { title, description }]) => `![${plain(`${title}. ${description}`)}](${name})`),
    '## Options',
    `\`\`\`json\n${JSON.stringify(facts.options, null, 2)}\n\`\`\``,
    `Trained ${facts.created} by ${facts.library}.`,
  ]
    .join('\n\n')
    .concat('\n')
}

/** What the card of a classifier says of its scores. */
function classifierSections({ scores, evidence }: ClassifierFacts): string[] {
  return [
    '## Scores',
    `On ${count(scores.rows)} rows of ${plain(scores.data.name)} that training did not see${scores.data.synthetic ? ' (**synthetic**)' : scores.data.sample ? ' (**sample rows**)' : ''}. Always answering the commonest label would be right in ${percent(scores.majority_accuracy)} of them.`,
    scoreTable(scores, evidence.intervals),
    'The interval is where 95 of 100 scores fall when the test rows are drawn again with replacement (percentile bootstrap, 1,000 seeded resamples); of an accuracy on fewer than 30 rows, or of one without a wrong answer, it is that of Wilson.',
    '### By label',
    table(
      ['label', 'precision', 'recall', 'F1', 'rows'],
      scores.per_label.map((l) => [plain(l.label), fixed(l.precision), fixed(l.recall), fixed(l.f1), count(l.support)]),
    ),
    '### Confusion matrix',
    'Rows: the right label. Columns: the answered one.',
    table(
      ['', ...scores.labels.map(plain)],
      scores.labels.map((label, i) => [plain(label), ...itemAt(scores.confusion_matrix, i).map(count)]),
    ),
  ]
}

function warningsOf({ warnings = [] }: Pick<Scores | RegressionScores, 'warnings'>): string[] {
  return warnings.length === 0 ? [] : ['## Warnings', warnings.map((line) => `- ${plain(line)}.`).join('\n')]
}

function notFor(sentences: readonly string[]): string[] {
  return sentences.length === 0
    ? []
    : ['## What it should not be used for', sentences.map((line) => `- ${line}`).join('\n')]
}

function scoreTable(scores: Scores, intervals: Intervals): string {
  const rows = [
    ['accuracy', 'accuracy'],
    ['macro F1', 'macro_f1'],
    ['ROC AUC', 'roc_auc'],
    ['log loss', 'log_loss'],
  ] as const
  return table(
    ['measure', 'value', '95 % interval'],
    rows
      .map(([name, key]) => {
        const interval = intervals[key]
        return [name, fixed(scores[key]), interval ? `${fixed(interval[0])} to ${fixed(interval[1])}` : '']
      })
      .concat(
        scores.mean_absolute_error === null ? [] : [['mean absolute error', fixed(scores.mean_absolute_error), '']],
      ),
  )
}

function dataSentence(facts: CardFacts): string {
  const { data } = facts
  if (!data) return 'None: the rules were written by people, not learned.'
  const origin = `${plain(data.name)}: ${count(data.rows)} ${facts.kind.endsWith('regressor') ? 'rows with a target' : 'labelled rows'}, sha256 \`${data.sha256}\`.`
  if (data.synthetic) return `**Synthetic.** ${origin} Made by a generator; the scores say nothing about the world.`
  return data.sample ? `**Sample.** ${origin} They stand in until there are real rows.` : origin
}
