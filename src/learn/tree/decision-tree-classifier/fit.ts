import { rowWeights } from '../../class-weight.ts'
import type { FitOptions, Label, Matrix } from '../../contract.ts'
import { encodeLabels } from '../../labels.ts'
import { checkFitInput } from '../../matrix-check.ts'
import { Random } from '../../random.ts'
import { growTree } from '../exact/grow-tree.ts'
import { sortColumns } from '../exact/sorted-columns.ts'
import { countFeatures } from '../options.ts'
import { shares } from '../shares.ts'
import { entropy, gini } from '../split/impurity.ts'
import { classTally } from '../split/tally.ts'
import type { DecisionTreeClassifier } from './estimator.ts'
import { DecisionTreeClassifierModel } from './model.ts'

type Settings = DecisionTreeClassifier['options']

export function fit(
  settings: Settings,
  X: Matrix,
  y: readonly Label[],
  options: FitOptions,
): DecisionTreeClassifierModel {
  checkFitInput('DecisionTreeClassifier', X, y, options)
  const { classWeight, maxFeatures, minSamplesSplit, minSamplesLeaf, seed } = settings
  const labels = encodeLabels(y)
  const weights = rowWeights(labels, classWeight, options.sampleWeight)
  const impurity = settings.criterion === 'entropy' ? entropy : gini
  const { trees, gains } = growTree(
    sortColumns(X, (row) => weights[row] > 0),
    classTally(labels.codes, weights, labels.classes.length, impurity),
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
  return new DecisionTreeClassifierModel({ classes: labels.classes, trees, featureImportances: shares(gains) })
}
