import type { Parts } from '../../learn/contract.ts'
import type { ReadTexts, VectorizerModel } from '../../learn/text/index.ts'
import type { TextClassifierDefinition } from '../define.ts'
import { neighborTexts } from '../neighbor-text-scorer.ts'
import type { ClassifierStep } from '../pipeline.ts'
import { defaultMaxLength, textInputSchema } from '../text-input.ts'
import type { TrainRun } from './context.ts'
import type { TrainedVersion } from './held-out.ts'
import { type LabelledRows, readLabelledRows, takeLabelled } from './labelled-rows.ts'
import { type Fitting, trainClassifier } from './train-classifier.ts'

/** Trains a text classifier, as `trainClassifier` says. */
export async function trainTextClassifier(
  model: string,
  definition: TextClassifierDefinition,
  context: TrainRun,
): Promise<TrainedVersion> {
  const rows = await readLabelledRows(model, definition, context)
  return trainClassifier({
    ...{ model, definition, context, rows },
    input: textInputSchema(definition.source.maxLength ?? defaultMaxLength),
    begin: () => fittingTexts(definition, rows),
    ...{ reads: 'a text', features: 'words', more: [] },
  })
}

/** The texts are read once, for the fits that are scored and for the one that is shipped. */
function fittingTexts({ source }: TextClassifierDefinition, rows: LabelledRows): Fitting {
  const [vectorizer, classifier] = source.pipeline
  const read = vectorizer.read(rows.inputs)
  return {
    fit: (places, onProgress) => fit(classifier, read.fit(places), takeLabelled(rows, places), onProgress),
    finish: (onProgress) => fit(classifier, read.finish(), rows, onProgress),
  }
}

function fit(
  step: ClassifierStep,
  { model: vectorizer, output }: ReturnType<ReadTexts<VectorizerModel>['finish']>,
  rows: Pick<LabelledRows, 'inputs' | 'labels'>,
  onProgress: (share: number) => void = () => {},
): Record<string, Parts> {
  const classifier = step.fit(output, rows.labels, {
    // Reading the texts takes about half of the time.
    onProgress: (share) => onProgress(0.5 + share / 2),
  })
  onProgress(1)
  const parts = { vectorizer: vectorizer.toParts(), classifier: classifier.toParts() }
  return classifier.neighbors ? { ...parts, neighbors: neighborTexts(rows.inputs) } : parts
}
