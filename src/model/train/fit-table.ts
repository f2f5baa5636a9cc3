import type { Parts } from '../../learn/contract.ts'
import { ColumnTransformer, type ColumnTransformerOptions } from '../../learn/preprocess/index.ts'
import type { TabularClassifierDefinition } from '../define.ts'
import { toClassifier } from '../estimators.ts'
import type { Step } from '../steps.ts'
import { type TableRow, toCells } from '../table-input.ts'
import type { LabelledRows } from './labelled-rows.ts'

/** Fits the encoder and the classifier of a table model, and takes both apart into data. */
export function fitTable(
  { source }: TabularClassifierDefinition,
  rows: Pick<LabelledRows<TableRow>, 'inputs' | 'labels'>,
  onProgress: (share: number) => void = () => {},
) {
  const classifierStep = source.pipeline[source.pipeline.length - 1] as Step<string, 'classifier'>
  const given = source.pipeline.length === 2 ? source.pipeline[0].options : {}
  onProgress(0)
  const columns = source.features.map(({ name, treatedAs }) => ({ name, type: treatedAs }))
  const encoder = new ColumnTransformer({ ...suiting(classifierStep), ...given })
  const { model, output } = encoder.fitTransform({ columns, rows: rows.inputs.map((row) => toCells(columns, row)) })
  const classifier = toClassifier(withCategories(classifierStep, model.categoricalFeatures))
  // Encoding takes a tenth of the time, or less.
  const fitted = classifier.fit(output, rows.labels, { onProgress: (share) => onProgress(0.1 + 0.9 * share) })
  onProgress(1)
  return { encoder: model.toParts(), classifier: fitted.toParts() } satisfies Record<string, Parts>
}

/**
 * How a classifier likes its columns: boosting takes gaps and codes as they are, other trees codes, Bayes on counts
 * nothing below 0, the rest scales. A calibrated one as what it calibrates.
 */
function suiting(step: Step): ColumnTransformerOptions {
  const inner = innerOf(step)
  if (inner) return suiting(inner)
  switch (step.step) {
    case 'HistGradientBoostingClassifier':
      return {}
    case 'RandomForestClassifier':
    case 'DecisionTreeClassifier':
      return { missing: 'median', addIndicator: true }
    case 'MultinomialNB':
    case 'ComplementNB':
      return { number: 'minmax', missing: 'mean', addIndicator: true, category: 'onehot' }
    default:
      return { number: 'standard', missing: 'mean', addIndicator: true, category: 'onehot' }
  }
}

/** Boosting is told which columns hold codes, unless the service file says it itself. */
function withCategories<S extends Step>(step: S, categoricalFeatures: readonly number[]): S {
  const inner = innerOf(step)
  if (inner) return { ...step, options: { ...step.options, estimator: withCategories(inner, categoricalFeatures) } }
  if (step.step !== 'HistGradientBoostingClassifier') return step
  return { ...step, options: { categoricalFeatures, ...step.options } }
}

/** What a calibrated classifier calibrates. */
function innerOf({ options }: Step): Step | undefined {
  return (options as { readonly estimator?: Step }).estimator
}
