import type { FitOptions, Matrix } from '../../contract.ts'
import { checkRegressionInput } from '../../matrix-check.ts'
import { centreTargets, uncentreTrees } from '../centred-targets.ts'
import type { TreesState } from '../predict/trees-model.ts'
import type { RandomForestRegressor } from '../random-forest-regressor/estimator.ts'
import { fitForest } from './fit-forest.ts'

/** A forest of numbers. @param who names the caller in messages. @throws INVALID_INPUT */
export function fitNumberForest(
  who: string,
  settings: RandomForestRegressor['options'],
  X: Matrix,
  y: ArrayLike<number>,
  options: FitOptions,
  drawsThresholds: boolean,
): TreesState {
  checkRegressionInput(who, X, y, options)
  const weights = Float64Array.from(options.sampleWeight ?? new Float64Array(X.rows).fill(1))
  const centred = centreTargets(y, weights)
  const { trees, featureImportances } = fitForest({
    X,
    target: { y: centred.y },
    weights,
    settings,
    criterion: 'gini',
    drawsThresholds,
    onProgress: options.onProgress,
  })
  return { trees: uncentreTrees(trees, centred), featureImportances }
}
