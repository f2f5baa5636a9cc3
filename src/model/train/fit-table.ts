import type { ClassifierModel, FitOptions, Matrix, Parts, RegressorModel } from '../../learn/contract.ts'
import {
  ColumnTransformer,
  type ColumnTransformerOptions,
} from '../../learn/preprocess/column-transformer/estimator.ts'
import type { TabularClassifierDefinition } from '../define.ts'
import type { TabularRegressorDefinition } from '../define-regressor.ts'
import { type Derive, withDerived } from '../derive.ts'
import { ExplanationReference } from '../explanation-reference.ts'
import type { Feature } from '../features.ts'
import type { ClassifierStep, RegressorStep } from '../pipeline.ts'
import { type TableRow, toCells } from '../table-input.ts'
import type { LabelledRows } from './labelled-rows.ts'
import type { TargetRows } from './target-rows.ts'

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
  { inputs, labels }: Pick<LabelledRows<TableRow>, 'inputs' | 'labels'>,
  options: FitTableOptions = {},
) {
  const [classifier, encoder] = stepsOf(source.pipeline)
  const encoded = encodeTable(encoder, classifier, { features, derive, inputs }, options)
  const { fitted, parts } = encoded.fit((step, X, more) => step.fit(X, labels, more))
  return { ...parts, classifier: fitted.toParts() } satisfies Record<string, Parts>
}

/** The same of a table model that predicts numbers. */
export function fitNumberTable(
  { source, derive }: TabularRegressorDefinition,
  features: readonly Feature[],
  { inputs, targets, weights }: Pick<TargetRows<TableRow>, 'inputs' | 'targets' | 'weights'>,
  options: FitTableOptions = {},
) {
  const [regressor, encoder] = stepsOf(source.pipeline)
  const encoded = encodeTable(encoder, regressor, { features, derive, inputs }, options)
  const weighted = weights && { sampleWeight: weights }
  const { fitted, parts } = encoded.fit((step, X, more) => step.fit(X, targets, { ...more, ...weighted }))
  return { ...parts, regressor: fitted.toParts() } satisfies Record<string, Parts>
}

interface TableToEncode {
  readonly features: readonly Feature[]
  readonly derive: Derive | undefined
  readonly inputs: readonly TableRow[]
}

/** Encodes the rows as the last step likes them; that step is then told which columns hold codes, and fitted. */
function encodeTable<S extends ClassifierStep | RegressorStep>(
  given: ColumnTransformerOptions,
  last: S,
  { features, derive, inputs }: TableToEncode,
  { onProgress = () => {}, isExplained = true }: FitTableOptions,
) {
  onProgress(0)
  const columns = features.map(({ name, treatedAs }) => ({ name, type: treatedAs }))
  const encoder = new ColumnTransformer({ ...last.columns.transformer, ...given })
  const { model, output } = encoder.fitTransform({
    columns,
    rows: inputs.map((row) => toCells(columns, withDerived(derive, row))),
  })
  return {
    fit<M extends ClassifierModel | RegressorModel>(fitLast: (step: S, X: Matrix, options: FitOptions) => M) {
      const told = last.withCodes(model.categoricalFeatures) as S
      // Encoding takes a tenth of the time, or less.
      const fitted = fitLast(told, output, { onProgress: (share) => onProgress(0.1 + 0.9 * share) })
      const reference = isExplained
        ? ExplanationReference.measure(fitted, output, model.origins, columns.length)
        : undefined
      onProgress(1)
      return { fitted, parts: { encoder: model.toParts(), ...(reference && { reference: reference.toParts() }) } }
    },
  }
}

/** The last step, and what the service file says about columns; the rest is as the last step likes it. */
function stepsOf<S>(pipeline: readonly [S] | readonly [ColumnTransformer, S]): [S, ColumnTransformerOptions] {
  return pipeline.length === 2 ? [pipeline[1], pipeline[0].given] : [pipeline[0], {}]
}
