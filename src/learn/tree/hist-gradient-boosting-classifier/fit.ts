import { rowWeights } from '../../class-weight.ts'
import type { FitOptions, Label, Matrix } from '../../contract.ts'
import { throwProblems } from '../../estimator/settings.ts'
import { encodeLabels } from '../../labels.ts'
import { checkFitInput } from '../../matrix-check.ts'
import { fitBoostedTrees } from '../boosting/fit-trees.ts'
import { binaryBoostLoss, softmaxBoostLoss, unitsFor } from '../boosting/loss.ts'
import { shares } from '../shares.ts'
import type { HistGradientBoostingClassifier } from './estimator.ts'
import { HistGradientBoostingClassifierModel } from './model.ts'

export function fit(
  settings: HistGradientBoostingClassifier['options'],
  X: Matrix,
  y: readonly Label[],
  options: FitOptions,
): HistGradientBoostingClassifierModel {
  const who = HistGradientBoostingClassifierModel.kind
  checkFitInput(who, X, y, { ...options, missing: true })
  const labels = encodeLabels(y)
  const K = labels.classes.length
  if (K > 2 && settings.monotonicCst?.some((direction) => direction !== 0)) {
    const message = `expected none with more than two classes, for none of ${K} decisions is the answer alone`
    throwProblems(who, [{ path: 'monotonicCst', message }])
  }
  const { trees, gains, baseline, levels } = fitBoostedTrees({
    who,
    settings,
    X,
    codes: labels.codes,
    classes: K,
    weights: rowWeights(labels, settings.classWeight, options.sampleWeight),
    lossOf: ({ codes, weights }, units) =>
      K === 2 ? binaryBoostLoss(codes, weights, units) : softmaxBoostLoss(codes, weights, K, units),
    unitsFor,
    leastGain: 1e-9,
    leastShare: 0,
    onProgress: options.onProgress,
  })
  return new HistGradientBoostingClassifierModel({
    classes: labels.classes,
    baseline,
    trees,
    levels,
    featureImportances: shares(gains),
  })
}
