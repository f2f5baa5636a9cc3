import type { Row, Source, Table } from '../../data/contract.ts'
import { sourceForFile } from '../../data/index.ts'
import { SlipwayError } from '../../errors.ts'
import { compareCodePoints } from '../../learn/labels.ts'
import { trainTestSplit } from '../../learn/select/index.ts'
import { described, itemAt } from '../../values.ts'
import type { ModelDefinition } from '../contract.ts'
import type { TabularClassifierDefinition, TextClassifierDefinition, VaderDefinition } from '../define.ts'
import type { TableRow } from '../table-input.ts'
import type { TrainContext, TrainRun } from './context.ts'
import type { Definitions } from './definitions.ts'

/** A model that learns from labelled rows. */
export type LearningDefinition = TextClassifierDefinition | TabularClassifierDefinition

/** Rows with a label: what a classifier learns from and is scored on. */
export interface LabelledRows<Input = string> {
  readonly inputs: readonly Input[]
  readonly labels: readonly string[]
  readonly origin: Omit<Table, 'rows' | 'leftOut'>
  /** Rows that have no label, and were left out; absent: not counted. */
  readonly unlabelled?: number
  /** Rows that do not fit their columns, where the source leaves such rows out. */
  readonly leftOut?: Table['leftOut'] | undefined
}

/** Reads the rows of a model and labels them by its rule; rows without a label are left out. */
export async function readLabelledRows<Input = string>(
  model: string,
  definition: LearningDefinition,
  context: TrainRun,
): Promise<LabelledRows<Input>> {
  const { label } = definition.source
  const inputOf = inputReader(definition)
  const { rows, leftOut, ...origin } = await context.tables.read(sourcesOf(definition, context), {
    folder: context.folder,
    onProgress: (share) => context.onProgress?.({ model, step: 'read', share }),
  })
  const inputs: Input[] = []
  const labels: string[] = []
  for (const row of rows) {
    const given: unknown = label(row)
    if (given === undefined || isNoLabel(given)) continue
    if (typeof given !== 'string') throw badLabel(model, given)
    inputs.push(inputOf(row) as Input)
    labels.push(given)
  }
  checkEnough(model, origin.name, labels)
  return { inputs, labels, origin, unlabelled: rows.length - inputs.length, leftOut }
}

/** What a model is asked about a row: its text, or its features with null for what is missing. */
export function inputReader(definition: LearningDefinition): (row: Row) => string | TableRow {
  if (definition.kind === 'text-classifier') {
    const { text } = definition.source
    return (row) => {
      const value = row[text]
      if (typeof value !== 'string') throw new TypeError(`column "${text}": expected a text, got ${described(value)}.`)
      return value
    }
  }
  const { inputs } = definition.source
  return (row) => Object.fromEntries(inputs.map(({ name }) => [name, row[name] ?? null]))
}

/** The split that a model is scored by: the same for everyone who asks with the same rows. */
export function splitRows(
  definition: LearningDefinition,
  rows: Pick<LabelledRows, 'labels'>,
): { train: Int32Array; test: Int32Array } {
  const { testSize = 0.2, seed = 0 } = definition.source
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

/** The model on whose rows a model is scored: itself, but for VADER, which learns from none. */
export function learnerOf(definition: ModelDefinition<never>, definitions: Definitions): LearningDefinition {
  const learner =
    definition.kind === 'vader' ? definitions[(definition as unknown as VaderDefinition).source.testOn] : definition
  return learner as unknown as LearningDefinition
}

/** The sources to try in order: those that the service declares, or the file that was named in their place. */
export function sourcesOf(
  { source: { data } }: LearningDefinition,
  { dataFile }: Pick<TrainContext, 'dataFile'>,
): readonly Source[] {
  const sources = Array.isArray(data) ? (data as readonly Source[]) : [data as Source]
  return dataFile === undefined ? sources : [sourceForFile(itemAt(sources, 0), dataFile)]
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

/** An empty cell and what pandas writes for it: no class. */
function isNoLabel(given: unknown): boolean {
  return typeof given === 'string' && /^\s*(nan)?\s*$/i.test(given)
}

function badLabel(model: string, given: unknown): SlipwayError {
  return new SlipwayError(
    'INVALID_SERVICE',
    `${model}: its label rule gave ${JSON.stringify(given) ?? String(given)}; expected a text, or undefined to leave the row out.`,
  )
}
