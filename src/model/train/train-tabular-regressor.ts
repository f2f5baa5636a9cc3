import type { TabularRegressorDefinition } from '../define-regressor.ts'
import { seenColumns } from '../seen-columns.ts'
import { type TableRow, tableInputSchema } from '../table-input.ts'
import { commonValues } from './common-values.ts'
import type { TrainRun } from './context.ts'
import { fitNumberTable } from './fit-table.ts'
import type { TrainedVersion } from './held-out.ts'
import { allFeatures, columnsSentence } from './table-features.ts'
import { readTargetRows, takeTargets } from './target-rows.ts'
import { trainRegressor } from './train-regressor.ts'

/** Trains a table regressor, as `trainRegressor` says. */
export async function trainTabularRegressor(
  model: string,
  definition: TabularRegressorDefinition,
  context: TrainRun,
): Promise<TrainedVersion> {
  const { features, inputs } = definition.source
  const rows = await readTargetRows<TableRow>(model, definition, context)
  const all = allFeatures(features, definition.derive, rows.inputs)
  return trainRegressor({
    ...{ model, definition, context, rows },
    input: tableInputSchema(inputs, commonValues(features, rows.inputs)),
    observe: (inputs) => seenColumns(features, inputs),
    begin: () => ({
      // A fit that is not reported on measures errors, and explains nothing.
      fit: (places, onProgress) =>
        fitNumberTable(definition, all, takeTargets(rows, places), {
          onProgress,
          isExplained: onProgress !== undefined,
        }),
      finish: (onProgress) => fitNumberTable(definition, all, rows, { onProgress }),
    }),
    ...{ reads: 'a row of a table', features: 'columns', more: [columnsSentence(all, definition.derive)] },
  })
}
