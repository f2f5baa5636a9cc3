import type { FitOptions, Matrix } from '../../contract.ts'
import { checkRegressionInput } from '../../matrix-check.ts'
import { Random } from '../../random.ts'
import { centreTargets, uncentreTrees } from '../centred-targets.ts'
import { growTree } from '../exact/grow-tree.ts'
import { sortColumns } from '../exact/sorted-columns.ts'
import { countFeatures } from '../options.ts'
import { shares } from '../shares.ts'
import { numberTally } from '../split/tally.ts'
import type { DecisionTreeRegressor } from './estimator.ts'
import { DecisionTreeRegressorModel } from './model.ts'

export function fit(
  settings: DecisionTreeRegressor['options'],
  X: Matrix,
  y: ArrayLike<number>,
  options: FitOptions,
): DecisionTreeRegressorModel {
  checkRegressionInput(DecisionTreeRegressorModel.kind, X, y, options)
  const { maxFeatures, minSamplesSplit, minSamplesLeaf, seed } = settings
  const weights = Float64Array.from(options.sampleWeight ?? new Float64Array(X.rows).fill(1))
  const centred = centreTargets(y, weights)
  const { trees, gains } = growTree(
    sortColumns(X, (row) => weights[row] > 0),
    numberTally(centred.y, weights),
    {
      maxDepth: settings.maxDepth ?? Number.POSITIVE_INFINITY,
      minSamplesSplit,
      minSamplesLeaf,
      maxLeafNodes: settings.maxLeafNodes ?? Number.POSITIVE_INFINITY,
      features: countFeatures(maxFeatures, X.columns),
      random: new Random(seed),
    },
  )
  options.onProgress?.(1)
  return new DecisionTreeRegressorModel({ trees: uncentreTrees(trees, centred), featureImportances: shares(gains) })
}
