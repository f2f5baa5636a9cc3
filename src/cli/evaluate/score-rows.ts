import type { Artifact } from '../../artifact/contract.ts'
import { areRegressionScores } from '../../artifact/scores.ts'
import type {
  ModelDefinition,
  Prediction,
  Predictor,
  RegressionScores,
  Scores,
  ValuePrediction,
} from '../../model/contract.ts'
import type { VaderPrediction } from '../../model/define.ts'
import { loadPredictor } from '../../model/load.ts'
import { scoreClassifier } from '../../model/train/score-classifier.ts'
import { baselineOf, predictRows, scoreRegression } from '../../model/train/score-regressor.ts'
import { scoreVader } from '../../model/train/train-vader.ts'
import type { LabelledRows } from './labelled-rows.ts'

/**
 * Scores a version on rows, as training scores it on the rows that it holds back.
 * @param declared the model in the service
 */
export function scoreRows(
  artifact: Artifact,
  rows: LabelledRows,
  declared: ModelDefinition<never> | undefined,
): Scores | RegressionScores {
  const predictor = loadPredictor(artifact, declared)
  const { metrics, kind } = artifact.manifest
  if (areRegressionScores(metrics)) {
    const targets = Float64Array.from(rows.labels, Number)
    const test = { inputs: rows.inputs, targets, origin: rows.origin }
    const outcome = predictRows(predictor as Predictor<unknown, ValuePrediction>, test, {
      level: metrics.interval?.level,
      fitSeconds: 0,
    })
    return scoreRegression(outcome, baselineOf(targets))
  }
  const labels = rows.labels.map(String)
  if (kind === 'vader') {
    const test = { ...rows, labels, inputs: rows.inputs as readonly string[] }
    return scoreVader(predictor as Predictor<string, VaderPrediction>, test)
  }
  return scoreClassifier(predictor as Predictor<unknown, Prediction>, artifact.manifest.labels, { ...rows, labels }, 0)
}
