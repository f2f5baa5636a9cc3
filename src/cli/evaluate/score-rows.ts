import type { Artifact } from '../../artifact/contract.ts'
import type { Prediction, Predictor, Scores } from '../../model/contract.ts'
import type { VaderPrediction } from '../../model/define.ts'
import { loadPredictor } from '../../model/load.ts'
import { scoreTextClassifier } from '../../model/train/train-text-classifier.ts'
import { scoreVader } from '../../model/train/train-vader.ts'
import type { LabelledRows } from './labelled-rows.ts'

/** Scores a version on rows, as training scores it on the rows that it holds back. */
export function scoreRows(artifact: Artifact, rows: LabelledRows): Scores {
  const predictor = loadPredictor(artifact)
  const test = { ...rows, inputs: rows.inputs as readonly string[] }
  if (artifact.manifest.kind === 'vader') return scoreVader(predictor as Predictor<string, VaderPrediction>, test)
  return scoreTextClassifier(predictor as Predictor<string, Prediction>, [...artifact.manifest.labels], test, 0)
}
