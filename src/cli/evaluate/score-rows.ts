import type { Artifact } from '../../artifact/contract.ts'
import type { ModelDefinition, Prediction, Predictor, Scores } from '../../model/contract.ts'
import type { VaderPrediction } from '../../model/define.ts'
import { loadPredictor } from '../../model/load.ts'
import { scoreClassifier } from '../../model/train/score-classifier.ts'
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
): Scores {
  const predictor = loadPredictor(artifact, declared)
  if (artifact.manifest.kind === 'vader') {
    const test = { ...rows, inputs: rows.inputs as readonly string[] }
    return scoreVader(predictor as Predictor<string, VaderPrediction>, test)
  }
  return scoreClassifier(predictor as Predictor<unknown, Prediction>, artifact.manifest.labels, rows, 0)
}
