import type { Scores } from '../contract.ts'
import { isRecoding } from '../recodings.ts'
import { columnsOf } from './columns-of.ts'
import type { LabelledRows } from './labelled-rows.ts'
import { constantColumns, leftOutRows, sameColumns } from './row-warnings.ts'
import { seenInTraining } from './seen-in-training.ts'
import { sortedBlocks } from './sorted-blocks.ts'
import { wilsonInterval } from './wilson-interval.ts'

/** What training knows when it is done. */
export interface Training {
  readonly scores: Scores
  readonly rows: LabelledRows<unknown>
  /** Places of the rows that were learned from, and of those that were held out. */
  readonly train: Int32Array
  readonly test: Int32Array
}

const fewHeldOut = 30
const fewOfLabel = 10
/** A score from which on it is more likely that something gives the label away. */
const tooGood = 0.995

/** What whoever reads the scores has to know before they believe them, a sentence each. */
export function findWarnings(training: Training): string[] {
  return [
    ...noBetterThanMajority(training.scores),
    ...inOtherWords(training),
    ...fewRows(training.scores),
    ...rareLabels(training),
    ...seenInTraining(training.rows, training.train, training.test),
    ...sortedBlocks(training.rows),
    ...constantColumns(training.rows),
    ...leftOutRows(training.rows, 'label'),
  ]
}

function noBetterThanMajority({ accuracy, majority_accuracy: majority }: Scores): string[] {
  if (accuracy > majority) return []
  return [
    `accuracy ${accuracy.toFixed(3)} is no better than always answering the commonest label (${majority.toFixed(3)}): the features tell nothing about the label, or too few rows do`,
  ]
}

/** Columns that say the same as the label, which gives it away, or as another column, which adds nothing. */
function inOtherWords(training: Training): string[] {
  const { inputs, labels } = training.rows
  const rows = inputs as readonly { readonly [column: string]: unknown }[]
  const names = columnsOf(inputs)
  const leaks = names.filter((name) =>
    isRecoding(
      rows.map((row) => row[name]),
      labels,
    ),
  )
  return [
    ...(leaks.length === 0 ? tooGoodToBeTrue(training) : []),
    ...leaks.map(
      (name) =>
        `${JSON.stringify(name)} is the label in other words, a value for each: leave it out, unless it is known before the label is`,
    ),
    ...sameColumns(
      inputs,
      names.filter((name) => !leaks.includes(name)),
    ),
  ]
}

/** Nearly perfect scores are rarely earned; where a single column is enough for them, it is named. */
function tooGoodToBeTrue({ scores, rows, train }: Training): string[] {
  if (scores.accuracy < tooGood || scores.rows < fewHeldOut) return []
  const columns = columnsOf(rows.inputs).filter((name) => purity(name, rows, train) >= tooGood)
  const why =
    columns.length === 0
      ? 'something among the features may give the label away'
      : `${columns.map((name) => JSON.stringify(name)).join(', ')} alone gives the label away`
  return [`accuracy ${scores.accuracy.toFixed(3)} is nearly perfect: ${why}; is it known before the label is?`]
}

function fewRows({ rows, accuracy }: Scores): string[] {
  if (rows >= fewHeldOut) return []
  const [low, high] = wilsonInterval(Math.round(accuracy * rows), rows)
  return [
    `only ${rows} rows were held out: with 95 % certainty the accuracy is between ${low.toFixed(2)} and ${high.toFixed(2)}`,
  ]
}

function rareLabels({ rows: { labels } }: Training): string[] {
  const counts = new Map<string, number>()
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  const rare = [...counts].filter(([, count]) => count < fewOfLabel)
  if (rare.length === 0) return []
  const listed = rare.slice(0, 5).map(([label, count]) => `${JSON.stringify(label)} (${count})`)
  const rest = rare.length > 5 ? ` and ${rare.length - 5} more` : ''
  return [`fewer than ${fewOfLabel} rows have the label ${listed.join(', ')}${rest}: little can be said about it`]
}

/**
 * How many training rows a column alone would answer right: by the commonest label of its value, or, where most values
 * are different, by the commonest label on either side of the best cut through its numbers.
 */
function purity(name: string, { inputs, labels }: LabelledRows<unknown>, train: Int32Array): number {
  const rows = Array.from(train, (place) => ({
    value: (inputs[place] as { readonly [column: string]: unknown })[name],
    label: labels[place] ?? '',
  }))
  const byValue = Map.groupBy(rows, ({ value }) => value)
  if (byValue.size <= rows.length / 10) {
    const right = [...byValue.values()].map((same) => commonest(same.map(({ label }) => label)))
    return right.reduce((sum, count) => sum + count, 0) / rows.length
  }
  if (!rows.every(({ value }) => typeof value === 'number')) return 0
  const ordered = rows.toSorted((a, b) => (a.value as number) - (b.value as number)).map(({ label }) => label)
  const changes = ordered.filter((label, i) => i > 0 && label !== ordered[i - 1]).length
  return changes <= 2 ? 1 : 0
}

function commonest(labels: readonly string[]): number {
  return Math.max(...[...Map.groupBy(labels, (label) => label).values()].map(({ length }) => length))
}
