import { SlipwayError } from '../../errors.ts'
import { VaderModel } from '../../learn/vader/index.ts'
import { gatherEvidence } from '../card/evidence.ts'
import { tellingFeatures } from '../card/telling.ts'
import type { Predictor, Scores } from '../contract.ts'
import type { TextClassifierDefinition, VaderDefinition, VaderPrediction } from '../define.ts'
import { loadPredictor } from '../load.ts'
import { defaultMaxLength, textInputSchema } from '../text-input.ts'
import { vaderLexicon } from '../vader-lexicon/index.ts'
import type { TrainRun } from './context.ts'
import { draftVersion } from './draft-version.ts'
import { heldLabels } from './held-labels.ts'
import type { TrainedVersion } from './held-out.ts'
import { type LabelledRows, readLabelledRows, splitRows, takeLabelled } from './labelled-rows.ts'
import { type Outcome, scoreOutcome } from './scores.ts'

const labels = ['negative', 'neutral', 'positive'] as const
/** People's labels have no neutral: there 0 or more counts as positive, and (compound + 1) / 2 is its probability. */
const scored = ['negative', 'positive'] as const

const about = [
  'Rates a text by rules and a lexicon that people wrote (VADER; Hutto & Gilbert, ICWSM 2014). Nothing is learned.',
  'A compound from 0.05 is positive, to −0.05 negative, else neutral. In the scores, whose labels have no neutral, 0 or more counts as positive and (compound + 1) / 2 is its probability.',
]

/** Makes a version of VADER from its lexicon, scored on the rows that another model of the service holds back. */
export async function trainVader(
  model: string,
  definition: VaderDefinition,
  testOn: TextClassifierDefinition,
  context: TrainRun,
): Promise<TrainedVersion> {
  const input = textInputSchema(definition.source.maxLength ?? defaultMaxLength)
  const parts = { lexicon: new VaderModel(vaderLexicon).toParts() }
  const predictor = loadPredictor({ parts, manifest: { model, kind: definition.kind, input, labels } })
  const rows = await readLabelledRows(model, testOn, context)
  const test = splitRows(testOn, rows).test
  const held: LabelledRows = { ...takeLabelled(rows, test), origin: rows.origin }
  const { inputs } = held
  const answer = (other: Predictor, among: LabelledRows) =>
    answerVader(other as Predictor<string, VaderPrediction>, among)
  const outcome = answer(predictor, held)
  const scores = scoreOutcome(outcome)
  const telling = () => tellingFeatures(predictor, inputs, { labels: scored, signed: true })
  const evidence = gatherEvidence({ outcome, scores, features: 'words', telling, learning: [] }, context.plotter)
  context.onProgress?.({ model, step: 'score', share: 1 })
  const draft = await draftVersion({
    model,
    definition,
    context,
    labels,
    input,
    scores,
    evidence,
    learnedSha256: rows.learnedSha256,
    parts,
    predictor,
    about,
  })
  return {
    draft,
    held: heldLabels<string>(held, outcome, {}, (other, _labels, among) => answer(other as Predictor, among)),
  }
}

/** Scores VADER on texts that people labelled negative or positive. */
export function scoreVader(predictor: Predictor<string, VaderPrediction>, test: LabelledRows): Scores {
  return scoreOutcome(answerVader(predictor, test))
}

function answerVader(predictor: Predictor<string, VaderPrediction>, test: LabelledRows): Outcome {
  const { inputs, labels: yTrue, origin: data } = test
  const other = yTrue.find((label) => !(scored as readonly string[]).includes(label))
  if (other !== undefined) {
    throw new SlipwayError(
      'INVALID_SERVICE',
      `vader: the rows that it is scored on have the label "${other}"; expected ${scored.join(' and ')} only.`,
    )
  }
  const started = performance.now()
  const compounds = predictor.predictMany(inputs).map(({ compound }) => compound)
  const predictSeconds = (performance.now() - started) / 1000
  return {
    data,
    labels: scored,
    yTrue,
    yPred: compounds.map((compound) => (compound >= 0 ? 'positive' : 'negative')),
    probabilities: {
      rows: compounds.length,
      columns: 2,
      values: Float64Array.from(compounds.flatMap((compound) => [(1 - compound) / 2, (1 + compound) / 2])),
    },
    fitSeconds: 0,
    predictSeconds,
  }
}
