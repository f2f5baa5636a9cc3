import type { ArtifactDraft } from '../../artifact/contract.ts'
import type { Parts } from '../../learn/contract.ts'
import type { ReadTexts, VectorizerModel } from '../../learn/text/index.ts'
import { gatherEvidence } from '../card/evidence.ts'
import { learningCurve } from '../card/learning-curve.ts'
import { tellingFeatures } from '../card/telling.ts'
import type { Prediction, Predictor } from '../contract.ts'
import type { TextClassifierDefinition } from '../define.ts'
import { toClassifier, toVectorizer } from '../estimators.ts'
import { loadPredictor } from '../load.ts'
import { neighborTexts } from '../neighbor-text-scorer.ts'
import type { Step } from '../steps.ts'
import { defaultMaxLength, textInputSchema } from '../text-input.ts'
import type { TrainContext, TrainProgress } from './context.ts'
import { draftVersion } from './draft-version.ts'
import { type LabelledRows, readLabelledRows, sortedLabels, splitRows, takeLabelled } from './labelled-rows.ts'
import { accuracyOf, answerRows } from './score-classifier.ts'
import { scoreOutcome } from './scores.ts'

/**
 * Trains a text classifier: fits on most rows, scores on the rest by the very code that will serve, then fits once
 * more on all rows (unless `refit` is false) and hands over that.
 */
export async function trainTextClassifier(
  model: string,
  definition: TextClassifierDefinition,
  context: TrainContext,
): Promise<ArtifactDraft> {
  const report = (step: TrainProgress['step']) => (share: number) => context.onProgress?.({ model, step, share })
  const rows = await readLabelledRows(model, definition, context)
  const { train, test } = splitRows(definition, rows)
  const input = textInputSchema(definition.source.maxLength ?? defaultMaxLength)
  const labels = sortedLabels(rows.labels)
  const toPredictor = (parts: ArtifactDraft['parts'], known = labels) =>
    loadPredictor({
      parts,
      manifest: { model, kind: definition.kind, input, labels: known },
    }) as TextClassifierPredictor

  const started = performance.now()
  const [vectorizerStep, classifierStep] = definition.source.pipeline
  const progress = report('fit')
  progress(0)
  // The texts are read once, for the fits that are scored and for the one that is shipped.
  const read = toVectorizer(vectorizerStep).read(rows.inputs)
  let parts = fit(classifierStep, read.fit(train), takeLabelled(rows, train), progress)
  const fitSeconds = (performance.now() - started) / 1000
  const held = { ...takeLabelled(rows, test), origin: rows.origin }
  const predictor = toPredictor(parts)
  const outcome = answerRows(predictor, labels, held, fitSeconds)
  const scores = scoreOutcome(outcome)
  const learning = learningCurve(definition, context, train, scores.accuracy, (places) => {
    const some = takeLabelled(rows, places)
    return accuracyOf(toPredictor(fit(classifierStep, read.fit(places), some), sortedLabels(some.labels)), held)
  })
  const telling = () => tellingFeatures(predictor, held.inputs, { labels, signed: labels.length === 2 })
  const evidence = gatherEvidence({ outcome, scores, features: 'words', telling, learning }, context.plotter)
  report('score')(1)
  if (definition.source.refit ?? true) parts = fit(classifierStep, read.finish(), rows, report('refit'))

  return draftVersion({
    ...{ model, definition, context, labels, input, scores, evidence, rows, parts },
    predictor: toPredictor(parts),
    about: about(definition, labels, train.length, rows.labels.length),
  })
}

type TextClassifierPredictor = Predictor<string, Prediction>

function fit(
  step: Step<string, 'classifier'>,
  { model: vectorizer, output }: ReturnType<ReadTexts<VectorizerModel>['finish']>,
  rows: Pick<LabelledRows, 'inputs' | 'labels'>,
  onProgress: (share: number) => void = () => {},
): Record<string, Parts> {
  const classifier = toClassifier(step).fit(output, rows.labels, {
    // Reading the texts takes about half of the time.
    onProgress: (share) => onProgress(0.5 + share / 2),
  })
  onProgress(1)
  const parts = { vectorizer: vectorizer.toParts(), classifier: classifier.toParts() }
  return classifier.kind === 'KNeighborsClassifier' ? { ...parts, neighbors: neighborTexts(rows.inputs) } : parts
}

function about(
  { source }: TextClassifierDefinition,
  labels: readonly string[],
  trained: number,
  all: number,
): string[] {
  const steps = source.pipeline.map(({ step }) => step).join(' and ')
  const count = (n: number) => n.toLocaleString('en-US')
  return [
    `Reads a text and answers with one of the labels ${labels.join(', ')}, and a probability for each. Made of ${steps}.`,
    (source.refit ?? true)
      ? `The scores below are those of a fit on ${count(trained)} rows; what is shipped was then fitted on all ${count(all)}.`
      : `Fitted on ${count(trained)} of ${count(all)} rows.`,
  ]
}
