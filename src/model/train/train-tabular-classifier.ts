import type { ArtifactDraft } from '../../artifact/contract.ts'
import { gatherEvidence } from '../card/evidence.ts'
import { learningCurve } from '../card/learning-curve.ts'
import { tellingFeatures } from '../card/telling.ts'
import type { Prediction, Predictor } from '../contract.ts'
import type { TabularClassifierDefinition } from '../define.ts'
import { loadPredictor } from '../load.ts'
import { type TableRow, tableInputSchema } from '../table-input.ts'
import { commonValues } from './common-values.ts'
import type { TrainContext, TrainProgress } from './context.ts'
import { draftVersion } from './draft-version.ts'
import { fitTable } from './fit-table.ts'
import { readLabelledRows, sortedLabels, splitRows, takeLabelled } from './labelled-rows.ts'
import { accuracyOf, answerRows } from './score-classifier.ts'
import { scoreOutcome } from './scores.ts'

/**
 * Trains a table classifier: fits on most rows, scores on the rest by the very code that will serve, then fits once
 * more on all rows (unless `refit` is false) and hands over that.
 */
export async function trainTabularClassifier(
  model: string,
  definition: TabularClassifierDefinition,
  context: TrainContext,
): Promise<ArtifactDraft> {
  const report = (step: TrainProgress['step']) => (share: number) => context.onProgress?.({ model, step, share })
  const rows = await readLabelledRows<TableRow>(model, definition, context)
  const { train, test } = splitRows(definition, rows)
  const input = tableInputSchema(definition.source.features, commonValues(definition.source.features, rows.inputs))
  const labels = sortedLabels(rows.labels)
  const toPredictor = (parts: ArtifactDraft['parts'], known = labels) =>
    loadPredictor({ parts, manifest: { model, kind: definition.kind, input, labels: known } }) as Predictor<
      TableRow,
      Prediction
    >

  const started = performance.now()
  let parts = fitTable(definition, takeLabelled(rows, train), report('fit'))
  const fitSeconds = (performance.now() - started) / 1000
  const held = { ...takeLabelled(rows, test), origin: rows.origin }
  const predictor = toPredictor(parts)
  const outcome = answerRows(predictor, labels, held, fitSeconds)
  const scores = scoreOutcome(outcome)
  const learning = learningCurve(definition, context, train, scores.accuracy, (places) => {
    const some = takeLabelled(rows, places)
    return accuracyOf(toPredictor(fitTable(definition, some), sortedLabels(some.labels)), held)
  })
  const telling = () => tellingFeatures(predictor, held.inputs, { labels, signed: labels.length === 2 })
  const evidence = gatherEvidence({ outcome, scores, features: 'columns', telling, learning }, context.plotter)
  report('score')(1)
  if (definition.source.refit ?? true) parts = fitTable(definition, rows, report('refit'))

  return draftVersion({
    ...{ model, definition, context, labels, input, scores, evidence, rows, parts },
    predictor: toPredictor(parts),
    about: about(definition, labels, train.length, rows.labels.length),
  })
}

function about(
  { source }: TabularClassifierDefinition,
  labels: readonly string[],
  trained: number,
  all: number,
): string[] {
  const columns = source.features.map(({ name, treatedAs }) => `${name} (${treatedAs})`).join(', ')
  const steps = source.pipeline.map(({ step }) => step).join(' and ')
  const count = (n: number) => n.toLocaleString('en-US')
  return [
    `Reads a row of a table and answers with one of the labels ${labels.join(', ')}, and a probability for each. Made of ${steps}.`,
    `It looks at the columns ${columns}.`,
    (source.refit ?? true)
      ? `The scores below are those of a fit on ${count(trained)} rows; what is shipped was then fitted on all ${count(all)}.`
      : `Fitted on ${count(trained)} of ${count(all)} rows.`,
  ]
}
