import { plain } from '../card/markdown.ts'
import type { TabularClassifierDefinition } from '../define.ts'
import { seenColumns } from '../seen-columns.ts'
import { type TableRow, tableInputSchema } from '../table-input.ts'
import { commonValues } from './common-values.ts'
import type { TrainRun } from './context.ts'
import { fitTable } from './fit-table.ts'
import type { TrainedVersion } from './held-out.ts'
import { readLabelledRows, takeLabelled } from './labelled-rows.ts'
import { trainClassifier } from './train-classifier.ts'

/** Trains a table classifier, as `trainClassifier` says. */
export async function trainTabularClassifier(
  model: string,
  definition: TabularClassifierDefinition,
  context: TrainRun,
): Promise<TrainedVersion> {
  const { features } = definition.source
  const rows = await readLabelledRows<TableRow>(model, definition, context)
  const columns = features.map(({ name, treatedAs }) => `${plain(name)} (${treatedAs})`).join(', ')
  return trainClassifier({
    ...{ model, definition, context, rows },
    input: tableInputSchema(features, commonValues(features, rows.inputs)),
    observe: (inputs) => seenColumns(features, inputs),
    begin: () => ({
      fit: (places, onProgress) => fitTable(definition, takeLabelled(rows, places), onProgress),
      finish: (onProgress) => fitTable(definition, rows, onProgress),
    }),
    ...{ reads: 'a row of a table', features: 'columns', more: [`It looks at the columns ${columns}.`] },
  })
}
