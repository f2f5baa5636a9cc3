import type { Source, Table } from '../../data/contract.ts'
import { readTable, sourceForFile } from '../../data/index.ts'
import { SlipwayError } from '../../errors.ts'
import { compareCodePoints } from '../../learn/labels.ts'
import { trainTestSplit } from '../../learn/select/index.ts'
import type { TextClassifierDefinition } from '../define.ts'
import type { TrainContext } from './context.ts'

/** Rows with a label: what a text classifier learns from and is scored on. */
export interface LabelledRows {
  readonly inputs: readonly string[]
  readonly labels: readonly string[]
  readonly origin: Omit<Table, 'rows'>
}

/** Reads the rows of a model and labels them by its rule; rows without a label are left out. */
export async function readLabelledRows(
  model: string,
  definition: TextClassifierDefinition,
  context: TrainContext,
): Promise<LabelledRows> {
  const { text, label } = definition.source
  const { rows, ...origin } = await readTable(sourcesOf(definition.source.data, context.dataFile), {
    folder: context.folder,
    onProgress: (share) => context.onProgress?.({ model, step: 'read', share }),
  })
  const inputs: string[] = []
  const labels: string[] = []
  for (const row of rows) {
    const given: unknown = label(row)
    if (given === undefined) continue
    if (typeof given !== 'string' || given === '') throw badLabel(model, given)
    inputs.push(row[text] as string)
    labels.push(given)
  }
  checkEnough(model, origin.name, labels)
  return { inputs, labels, origin }
}

/** The split that a model is scored by: the same for everyone who asks with the same rows. */
export function splitRows(
  definition: TextClassifierDefinition,
  rows: LabelledRows,
): { train: Int32Array; test: Int32Array } {
  const { testSize = 0.2, seed = 0 } = definition.source
  return trainTestSplit(rows.labels.length, { testSize, seed, stratify: rows.labels })
}

export function sortedLabels(labels: Iterable<string>): string[] {
  return [...new Set(labels)].sort(compareCodePoints)
}

/** The sources to try in order: those that the service declares, or the file that was named in their place. */
export function sourcesOf(declared: Source | readonly Source[], dataFile: string | undefined): readonly Source[] {
  const sources = Array.isArray(declared) ? (declared as readonly Source[]) : [declared as Source]
  return dataFile === undefined ? sources : [sourceForFile(sources[0], dataFile)]
}

function checkEnough(model: string, name: string, labels: readonly string[]): void {
  const counts = new Map<string, number>()
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  const found = [...counts].map(([label, count]) => `${label} (${count} rows)`).join(', ')
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
    `${model}: its label rule gave ${JSON.stringify(given) ?? String(given)}; expected a text that is not empty, or undefined to leave the row out.`,
  )
}
