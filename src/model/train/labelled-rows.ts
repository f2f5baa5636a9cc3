import type { Table } from '../../data/contract.ts'
import { SlipwayError } from '../../errors.ts'
import { compareCodePoints } from '../../learn/labels.ts'
import { trainTestSplit } from '../../learn/select/index.ts'
import { itemAt } from '../../values.ts'
import type { TrainRun } from './context.ts'
import { learnedDigest } from './learned-digest.ts'
import { type ClassifierDefinition, inputReader, labelReader, sourcesOf } from './learner.ts'
import { splitBy } from './split-by.ts'

/** Rows with a label: what a classifier learns from and is scored on. */
export interface LabelledRows<Input = string> {
  readonly inputs: readonly Input[]
  readonly labels: readonly string[]
  readonly origin: Omit<Table, 'rows' | 'leftOut'>
  /** What rows are held out by, one a row; absent: at random. */
  readonly splitValues?: readonly unknown[]
  /** What `learnedDigest` says of them; absent: of rows that no model learns from. */
  readonly learnedSha256?: string
  /** Rows that have no label, and were left out; absent: not counted. */
  readonly unlabelled?: number
  /** Rows that do not fit their columns, where the source leaves such rows out. */
  readonly leftOut?: Table['leftOut'] | undefined
}

/** Reads the rows of a model and labels them by its rule; rows without a label are left out. */
export async function readLabelledRows<Input = string>(
  model: string,
  definition: ClassifierDefinition,
  context: TrainRun,
): Promise<LabelledRows<Input>> {
  const labelOf = labelReader(definition)
  const inputOf = inputReader(definition)
  const { rows, leftOut, ...origin } = await context.tables.read(sourcesOf(definition, context), {
    folder: context.folder,
    onProgress: (share) => context.onProgress?.({ model, step: 'read', share }),
  })
  const inputs: Input[] = []
  const labels: string[] = []
  const splitValues: unknown[] = []
  const { split } = definition.source
  for (const row of rows) {
    const given = labelOf(row)
    if (given === undefined) continue
    if (typeof given !== 'string') throw badLabel(model, given)
    inputs.push(inputOf(row) as Input)
    labels.push(given)
    if (split) splitValues.push(row[split.column])
  }
  checkEnough(model, origin.name, labels)
  const learnedSha256 = learnedDigest(definition, rows)
  return {
    inputs,
    labels,
    origin,
    ...(split && { splitValues }),
    learnedSha256,
    unlabelled: rows.length - inputs.length,
    leftOut,
  }
}

/** The split that a model is scored by: the same for everyone who asks with the same rows. */
export function splitRows(
  definition: ClassifierDefinition,
  rows: Pick<LabelledRows, 'labels' | 'splitValues'>,
): { train: Int32Array; test: Int32Array } {
  const { testSize = 0.2, seed = 0, split } = definition.source
  if (split && rows.splitValues) {
    const sides = splitBy(split, rows.splitValues, testSize, seed)
    checkTaught(rows.labels, sides.train)
    return sides
  }
  return trainTestSplit(rows.labels.length, { testSize, seed, stratify: rows.labels })
}

/** The rows at some places, in their order. */
export function takeLabelled<Input>(
  rows: Pick<LabelledRows<Input>, 'inputs' | 'labels'>,
  places: Int32Array,
): Pick<LabelledRows<Input>, 'inputs' | 'labels'> {
  return {
    inputs: Array.from(places, (place) => itemAt(rows.inputs, place)),
    labels: Array.from(places, (place) => itemAt(rows.labels, place)),
  }
}

export function sortedLabels(labels: Iterable<string>): string[] {
  return [...new Set(labels)].sort(compareCodePoints)
}

/** @throws INVALID_DATA where the rows that are learned from lack a label that the others have */
function checkTaught(labels: readonly string[], train: Int32Array): void {
  const taught = new Set(Array.from(train, (place) => itemAt(labels, place)))
  const missing = sortedLabels(labels).filter((label) => !taught.has(label))
  if (missing.length === 0) return
  throw new SlipwayError(
    'INVALID_DATA',
    `split: the rows to learn from have none of the label ${missing.map((label) => JSON.stringify(label)).join(', ')}; hold out fewer rows (testSize), or by another column.`,
  )
}

function checkEnough(model: string, name: string, labels: readonly string[]): void {
  const counts = new Map<string, number>()
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  const found = [...counts].map(([label, count]) => `${label} (${count} ${count === 1 ? 'row' : 'rows'})`).join(', ')
  if (counts.size < 2) {
    throw new SlipwayError(
      'INVALID_DATA',
      `${model}: learning needs rows of at least two labels; ${name} has ${found || 'no labelled rows'}.`,
    )
  }
  if ([...counts.values()].some((count) => count < 2)) {
    throw new SlipwayError(
      'INVALID_DATA',
      `${model}: every label needs at least two rows, one to learn from and one to be scored on; ${name} has ${found}.`,
    )
  }
}

function badLabel(model: string, given: unknown): SlipwayError {
  return new SlipwayError(
    'INVALID_SERVICE',
    `${model}: its label rule gave ${JSON.stringify(given) ?? String(given)}; expected a text, or undefined to leave the row out.`,
  )
}
