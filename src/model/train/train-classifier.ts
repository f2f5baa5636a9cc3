import type { ArtifactDraft } from '../../artifact/contract.ts'
import type { Json } from '../../learn/contract.ts'
import { gatherEvidence } from '../card/evidence.ts'
import { learningCurve } from '../card/learning-curve.ts'
import { plain } from '../card/markdown.ts'
import { tellingFeatures } from '../card/telling.ts'
import type { Prediction, Predictor } from '../contract.ts'
import { loadPredictor } from '../load.ts'
import type { TrainContext, TrainProgress } from './context.ts'
import { draftVersion } from './draft-version.ts'
import { findWarnings } from './find-warnings.ts'
import { heldLabels } from './held-labels.ts'
import type { TrainedVersion } from './held-out.ts'
import { type LabelledRows, sortedLabels, splitRows, takeLabelled } from './labelled-rows.ts'
import type { ClassifierDefinition } from './learner.ts'
import { accuracyOf, answerRows } from './score-classifier.ts'
import { scoreOutcome } from './scores.ts'

type Parts = ArtifactDraft['parts']

/** Rows that are ready to be learned from, once and again. */
export interface Fitting {
  /** A fit on the rows at some places, ascending, as data. */
  fit(places: Int32Array, onProgress?: (share: number) => void): Parts
  /** The last fit, on all rows. */
  finish(onProgress: (share: number) => void): Parts
}

/** A classifier that is to be trained, and what is particular to its kind. */
export interface Training<Input> {
  readonly model: string
  readonly definition: ClassifierDefinition
  readonly context: TrainContext
  readonly rows: LabelledRows<Input>
  /** JSON Schema of an input. */
  readonly input: Json
  /** What there is to keep of the inputs that the model saw, for warnings. */
  readonly observe?: (inputs: readonly Input[]) => Json
  /** Counts as time of the fit. */
  readonly begin: () => Fitting
  /** For the card: what an input is, what its parts are, and what else there is to say about them. */
  readonly reads: string
  readonly features: 'words' | 'columns'
  readonly more: readonly string[]
}

/**
 * Fits on most rows, scores on the rest by the very code that will serve, then fits once more on all rows (unless
 * `refit` is false) and hands over that.
 */
export async function trainClassifier<Input>(training: Training<Input>): Promise<TrainedVersion> {
  const { model, definition, context, rows, input, begin, features } = training
  const report = (step: TrainProgress['step']) => (share: number) => context.onProgress?.({ model, step, share })
  const { train, test } = splitRows(definition, rows)
  const labels = sortedLabels(rows.labels)
  const toPredictor = (parts: Parts, known = labels) => {
    const manifest = { model, kind: definition.kind, input, labels: known }
    return loadPredictor({ parts, manifest }, definition) as Predictor<Input, Prediction>
  }

  const started = performance.now()
  report('fit')(0)
  const fitting = begin()
  let parts = fitting.fit(train, report('fit'))
  const fitSeconds = (performance.now() - started) / 1000
  const held = { ...takeLabelled(rows, test), origin: rows.origin }
  const predictor = toPredictor(parts)
  const outcome = answerRows(predictor, labels, held, fitSeconds)
  const plainScores = scoreOutcome(outcome)
  const warnings = findWarnings({ scores: plainScores, rows, train, test })
  const scores = warnings.length > 0 ? { ...plainScores, warnings } : plainScores
  const learning = learningCurve(definition, context, train, scores.accuracy, (places) => {
    const known = sortedLabels(takeLabelled(rows, places).labels)
    return accuracyOf(toPredictor(fitting.fit(places), known), held)
  })
  const telling = () => tellingFeatures(predictor, held.inputs, { labels, signed: labels.length === 2 })
  const evidence = gatherEvidence({ outcome, scores, features, telling, learning }, context.plotter)
  report('score')(1)
  const isRefit = definition.source.refit ?? true
  if (isRefit) parts = fitting.finish(report('refit'))

  const seen = isRefit ? rows.inputs : takeLabelled(rows, train).inputs
  const draft = await draftVersion({
    ...{
      model,
      definition,
      context,
      labels,
      input,
      scores,
      evidence,
      rows: { ...rows, count: rows.labels.length },
      parts,
    },
    ...{ seen, observed: training.observe?.(seen), learnedSha256: rows.learnedSha256 },
    predictor: toPredictor(parts),
    about: about(training, labels, train.length),
  })
  return {
    draft,
    held: heldLabels<Input>(held, outcome, definition, (other, known, among) =>
      answerRows(other as Predictor<Input, Prediction>, known, among, 0),
    ),
  }
}

function about<Input>(
  { definition: { source }, rows, reads, more }: Training<Input>,
  labels: readonly string[],
  trained: number,
): string[] {
  const steps = source.pipeline.map(({ kind }) => kind).join(' and ')
  const count = (n: number) => n.toLocaleString('en-US')
  const all = count(rows.labels.length)
  return [
    `Reads ${reads} and answers with one of the labels ${labels.map(plain).join(', ')}, and a probability for each. Made of ${steps}.`,
    ...more,
    (source.refit ?? true)
      ? `The scores below are those of a fit on ${count(trained)} rows; what is shipped was then fitted on all ${all}.`
      : `Fitted on ${count(trained)} of ${all} rows.`,
  ]
}
