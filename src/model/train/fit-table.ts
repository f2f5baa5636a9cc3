import type { Parts } from '../../learn/contract.ts'
import {
  ColumnTransformer,
  type ColumnTransformerOptions,
} from '../../learn/preprocess/column-transformer/estimator.ts'
import type { TabularClassifierDefinition } from '../define.ts'
import { withDerived } from '../derive.ts'
import { ExplanationReference } from '../explanation-reference.ts'
import type { Feature } from '../features.ts'
import type { ClassifierStep, TablePipeline } from '../pipeline.ts'
import { type TableRow, toCells } from '../table-input.ts'
import type { LabelledRows } from './labelled-rows.ts'

export interface FitTableOptions {
  readonly onProgress?: ((share: number) => void) | undefined
  /** Whether rows will be explained, for which the means of their contributions are measured. @default true */
  readonly isExplained?: boolean
}

/**
 * Fits the encoder and the classifier of a table model, and takes both apart into data.
 * @param features with the derived ones
 */
export function fitTable(
  { source, derive }: TabularClassifierDefinition,
  features: readonly Feature[],
  rows: Pick<LabelledRows<TableRow>, 'inputs' | 'labels'>,
  { onProgress = () => {}, isExplained = true }: FitTableOptions = {},
) {
  const [classifier, given] = stepsOf(source.pipeline)
  onProgress(0)
  const columns = features.map(({ name, treatedAs }) => ({ name, type: treatedAs }))
  const encoder = new ColumnTransformer({ ...classifier.columns.transformer, ...given })
  const { model, output } = encoder.fitTransform({
    columns,
    rows: rows.inputs.map((row) => toCells(columns, withDerived(derive, row))),
  })
  const told = classifier.withCodes(model.categoricalFeatures)
  // Encoding takes a tenth of the time, or less.
  const fitted = told.fit(output, rows.labels, { onProgress: (share) => onProgress(0.1 + 0.9 * share) })
  const reference = isExplained
    ? ExplanationReference.measure(fitted, output, model.origins, columns.length)
    : undefined
  onProgress(1)
  return {
    ...{ encoder: model.toParts(), classifier: fitted.toParts() },
    ...(reference && { reference: reference.toParts() }),
  } satisfies Record<string, Parts>
}

/** The classifier, and what the service file says about columns; the rest is as the classifier likes it. */
function stepsOf(pipeline: TablePipeline): [ClassifierStep, ColumnTransformerOptions] {
  return pipeline.length === 2 ? [pipeline[1], pipeline[0].given] : [pipeline[0], {}]
}
