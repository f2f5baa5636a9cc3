import type { Parts } from '../../learn/contract.ts'
import type { ReadTexts, VectorizerModel } from '../../learn/text/index.ts'
import type { TextRegressorDefinition } from '../define-regressor.ts'
import type { RegressorStep } from '../pipeline.ts'
import { defaultMaxLength, textInputSchema } from '../text-input.ts'
import type { TrainRun } from './context.ts'
import type { TrainedVersion } from './held-out.ts'
import { readTargetRows, type TargetRows, takeTargets } from './target-rows.ts'
import type { Fitting } from './train-classifier.ts'
import { trainRegressor } from './train-regressor.ts'

/** Trains a text regressor, as `trainRegressor` says. */
export async function trainTextRegressor(
  model: string,
  definition: TextRegressorDefinition,
  context: TrainRun,
): Promise<TrainedVersion> {
  const rows = await readTargetRows<string>(model, definition, context)
  return trainRegressor({
    ...{ model, definition, context, rows },
    input: textInputSchema(definition.source.maxLength ?? defaultMaxLength),
    begin: () => fittingTexts(definition, rows),
    ...{ reads: 'a text', features: 'words', more: [] },
  })
}

/** The texts are read once, for the fits that are scored and for the one that is shipped. */
function fittingTexts({ source }: TextRegressorDefinition, rows: TargetRows<string>): Fitting {
  const [vectorizer, regressor] = source.pipeline
  const read = vectorizer.read(rows.inputs)
  return {
    fit: (places, onProgress) => fit(regressor, read.fit(places), takeTargets(rows, places), onProgress),
    finish: (onProgress) => fit(regressor, read.finish(), rows, onProgress),
  }
}

function fit(
  step: RegressorStep,
  { model: vectorizer, output }: ReturnType<ReadTexts<VectorizerModel>['finish']>,
  { targets, weights }: Pick<TargetRows<string>, 'targets' | 'weights'>,
  onProgress: (share: number) => void = () => {},
): Record<string, Parts> {
  const regressor = step.fit(output, targets, {
    ...(weights && { sampleWeight: weights }),
    // Reading the texts takes about half of the time.
    onProgress: (share) => onProgress(0.5 + share / 2),
  })
  onProgress(1)
  return { vectorizer: vectorizer.toParts(), regressor: regressor.toParts() }
}
