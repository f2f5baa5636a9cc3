import type { ArtifactDraft } from '../../artifact/contract.ts'
import type { Json } from '../../learn/contract.ts'
import { r2Score } from '../../learn/metrics/index.ts'
import { itemAt } from '../../values.ts'
import { learningCurve } from '../card/learning-curve.ts'
import { plain } from '../card/markdown.ts'
import { gatherRegressionEvidence } from '../card/regression-evidence.ts'
import { tellingFeatures } from '../card/telling.ts'
import type { Predictor, ValuePrediction } from '../contract.ts'
import { loadPredictor } from '../load.ts'
import { PredictionIntervals } from '../prediction-intervals.ts'
import type { TrainContext, TrainProgress } from './context.ts'
import { draftVersion } from './draft-version.ts'
import { findRegressionWarnings } from './find-regression-warnings.ts'
import type { TrainedVersion } from './held-out.ts'
import { heldTargets } from './held-targets.ts'
import type { RegressorDefinition } from './learner.ts'
import { baselineOf, predictRows, scoreRegression } from './score-regressor.ts'
import { foldsBy } from './split-by.ts'
import { splitTargets, type TargetRows, takeTargets } from './target-rows.ts'
import type { Fitting } from './train-classifier.ts'

type Parts = ArtifactDraft['parts']

/** A regressor that is to be trained, and what is particular to its kind. */
export interface RegressorTraining<Input> {
  readonly model: string
  readonly definition: RegressorDefinition
  readonly context: TrainContext
  readonly rows: TargetRows<Input>
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

/** Fits that an interval costs: each predicts the rows that it did not learn from. */
const folds = 5

/**
 * Fits on most rows, scores on the rest by the very code that will serve, then fits once more on all rows (unless `refit`
 * is false) and hands over that.
 *
 * Where predictions have an interval, its width is measured on predictions of training rows by five fits that did not see
 * them, and the promise is tested on the held-out rows. What is shipped adds the errors on those: it has seen more rows
 * than any of the fits, so that its intervals are, if anything, a little wide.
 */
export async function trainRegressor<Input>(training: RegressorTraining<Input>): Promise<TrainedVersion> {
  const { model, definition, context, rows, input, begin, features } = training
  const { interval: level, refit = true, split } = definition.source
  const report = (step: TrainProgress['step']) => (share: number) => context.onProgress?.({ model, step, share })
  const { train, test } = splitTargets(definition, rows)
  const toPredictor = (parts: Parts) => {
    const manifest = { model, kind: definition.kind, input, labels: [] }
    return loadPredictor({ parts, manifest }, definition) as Predictor<Input, ValuePrediction>
  }

  const started = performance.now()
  report('fit')(0)
  const fitting = begin()
  let parts = fitting.fit(train, report('fit'))
  const fitSeconds = (performance.now() - started) / 1000
  const unseen = level === undefined ? undefined : predictUnseen(training, fitting, train, toPredictor)
  if (unseen && level !== undefined) parts = withIntervals(parts, unseen, level)
  const held = { ...takeTargets(rows, test), origin: rows.origin }
  const predictor = toPredictor(parts)
  const outcome = predictRows(predictor, held, { level, fitSeconds })
  const plainScores = scoreRegression(outcome, baselineOf(takeTargets(rows, train).targets))
  const warnings = findRegressionWarnings({ scores: plainScores, rows, train, test, atRandom: split === undefined })
  const scores = warnings.length > 0 ? { ...plainScores, warnings } : plainScores
  const learning = learningCurve(definition, context, train, scores.r2 ?? 0, (places) =>
    r2Score(
      held.targets,
      toPredictor(fitting.fit(places))
        .predictMany(held.inputs)
        .map(({ value }) => value),
    ),
  )
  const telling = () => tellingFeatures(predictor, held.inputs, { labels: targetSides, signed: true })
  const target = targetName(definition)
  const evidence = gatherRegressionEvidence(
    { outcome, scores, predictor, inputs: held.inputs, target, telling, features, learning },
    context.plotter,
  )
  report('score')(1)
  if (refit) {
    parts = fitting.finish(report('refit'))
    if (unseen && level !== undefined) parts = withIntervals(parts, joined(unseen, outcome), level)
  }

  const seen = refit ? rows.inputs : takeTargets(rows, train).inputs
  const draft = await draftVersion({
    ...{
      model,
      definition,
      context,
      labels: [],
      input,
      scores,
      evidence,
      rows: { ...rows, count: rows.targets.length },
    },
    ...{ seen, observed: training.observe?.(seen), learnedSha256: rows.learnedSha256, parts },
    predictor: toPredictor(parts),
    about: about(training, target, train.length),
  })
  return { draft, held: heldTargets(held, outcome.yPred, definition) }
}

/** A word speaks for more or for less. */
const targetSides = ['less', 'more']

interface Unseen {
  readonly yTrue: Float64Array
  readonly yPred: Float64Array
}

/** Predictions of the training rows, each by a fit on the folds that the row is not in. */
function predictUnseen<Input>(
  { definition: { source }, rows }: RegressorTraining<Input>,
  fitting: Fitting,
  train: Int32Array,
  toPredictor: (parts: Parts) => Predictor<Input, ValuePrediction>,
): Unseen {
  const { split, seed = 0 } = source
  const parts = foldsBy(split, rows.splitValues, train, folds, seed).map((fold) => {
    const out = new Set(fold)
    const predictor = toPredictor(fitting.fit(train.filter((place) => !out.has(place))))
    const { inputs, targets } = takeTargets(rows, fold)
    return { yTrue: targets, yPred: Float64Array.from(predictor.predictMany(inputs), ({ value }) => value) }
  })
  return parts.reduce<Unseen>(joined, { yTrue: new Float64Array(), yPred: new Float64Array() })
}

function joined(a: Unseen, b: Unseen): Unseen {
  return { yTrue: concatenated(a.yTrue, b.yTrue), yPred: concatenated(a.yPred, b.yPred) }
}

function concatenated(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

function withIntervals(parts: Parts, { yPred, yTrue }: Unseen, level: number): Parts {
  return { ...parts, intervals: PredictionIntervals.measure(yPred, yTrue, level).toParts() }
}

/** The column that is predicted, else what a function of a row is called: the target. */
function targetName({ source: { target } }: RegressorDefinition): string {
  return typeof target === 'string' ? target : 'target'
}

function about<Input>(
  { definition: { source }, rows, reads, more }: RegressorTraining<Input>,
  target: string,
  trained: number,
): string[] {
  const steps = source.pipeline.map(({ kind }) => kind).join(' and ')
  const count = (n: number) => n.toLocaleString('en-US')
  const [least, most] = [
    itemAt(rows.targets.slice().sort(), 0),
    itemAt(rows.targets.slice().sort(), rows.targets.length - 1),
  ]
  const interval =
    source.interval === undefined ? '' : `, and an interval that is to hold ${100 * source.interval} % of targets`
  return [
    `Reads ${reads} and predicts a number: ${plain(target)}, which is from ${least} to ${most} in the rows${interval}. Made of ${steps}.`,
    ...more,
    (source.refit ?? true)
      ? `The scores below are those of a fit on ${count(trained)} rows; what is shipped was then fitted on all ${count(rows.targets.length)}.`
      : `Fitted on ${count(trained)} of ${count(rows.targets.length)} rows.`,
  ]
}
