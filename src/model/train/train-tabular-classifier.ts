import type { TabularClassifierDefinition } from '../define.ts'
import { seenColumns } from '../seen-columns.ts'
import { type TableRow, tableInputSchema } from '../table-input.ts'
import { commonValues } from './common-values.ts'
import type { TrainRun } from './context.ts'
import { fitTable } from './fit-table.ts'
import type { TrainedVersion } from './held-out.ts'
import { readLabelledRows, takeLabelled } from './labelled-rows.ts'
import { allFeatures, columnsSentence } from './table-features.ts'
import { trainClassifier } from './train-classifier.ts'

/** Trains a table classifier, as `trainClassifier` says. */
export async function trainTabularClassifier(
  model: string,
  definition: TabularClassifierDefinition,
  context: TrainRun,
): Promise<TrainedVersion> {
  const { features, inputs } = definition.source
  const { derive } = definition
  const rows = await readLabelledRows<TableRow>(model, definition, context)
  const all = allFeatures(features, derive, rows.inputs)
  return trainClassifier({
    ...{ model, definition, context, rows },
    input: tableInputSchema(inputs, commonValues(features, rows.inputs)),
    observe: (inputs) => seenColumns(features, inputs),
    begin: () => ({
      fit: (places, onProgress) => fitTable(definition, all, takeLabelled(rows, places), { onProgress }),
      finish: (onProgress) => fitTable(definition, all, rows, { onProgress }),
    }),
    ...{ reads: 'a row of a table', features: 'columns', more: [columnsSentence(all, derive)] },
  })
}
