import { rowWeights } from '../../class-weight.ts'
import type { FitOptions, Label, Matrix } from '../../contract.ts'
import { encodeLabels } from '../../labels.ts'
import { checkFitInput } from '../../matrix-check.ts'
import type { ProbabilityTreesState } from '../predict/probability-trees-model.ts'
import type { RandomForestClassifier } from '../random-forest-classifier/estimator.ts'
import { fitForest } from './fit-forest.ts'

/** A forest of classes. @param who names the caller in messages. @throws INVALID_INPUT */
export function fitClassForest(
  who: string,
  settings: RandomForestClassifier['options'],
  X: Matrix,
  y: readonly Label[],
  options: FitOptions,
  drawsThresholds: boolean,
): ProbabilityTreesState {
  checkFitInput(who, X, y, options)
  const labels = encodeLabels(y)
  const state = fitForest({
    X,
    target: { codes: labels.codes, classes: labels.classes.length },
    weights: rowWeights(labels, settings.classWeight, options.sampleWeight),
    settings,
    criterion: settings.criterion,
    drawsThresholds,
    onProgress: options.onProgress,
  })
  return { classes: labels.classes, ...state }
}
