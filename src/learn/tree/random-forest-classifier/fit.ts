import { rowWeights } from '../../class-weight.ts'
import type { FitOptions, Label, Matrix } from '../../contract.ts'
import { encodeLabels } from '../../labels.ts'
import { axpy, takeRows } from '../../matrix.ts'
import { checkFitInput } from '../../matrix-check.ts'
import { runTasks } from '../../parallel/pool.ts'
import { shared } from '../../parallel/shared.ts'
import { binMatrix } from '../forest/binned-matrix.ts'
import type { ForestData } from '../forest/data.ts'
import * as forestTask from '../forest/task.ts'
import { countFeatures } from '../options.ts'
import { concatTrees } from '../predict/trees.ts'
import { shares } from '../shares.ts'
import type { RandomForestClassifier } from './estimator.ts'
import { RandomForestClassifierModel } from './model.ts'

type Settings = RandomForestClassifier['options']

export function fit(
  settings: Settings,
  X: Matrix,
  y: readonly Label[],
  options: FitOptions,
): RandomForestClassifierModel {
  checkFitInput('RandomForestClassifier', X, y, options)
  const { classWeight, nEstimators, maxFeatures } = settings
  const labels = encodeLabels(y)
  const weights = rowWeights(labels, classWeight, options.sampleWeight)
  // Rows without weight have no say in where bins end.
  const seen = Int32Array.from(weights.keys()).filter((row) => weights[row] > 0)
  const data: ForestData = {
    matrix: binMatrix(seen.length < X.rows ? takeRows(X, seen) : X),
    codes: shared(
      seen.map((row) => labels.codes[row]),
      Int32Array,
    ),
    weights: shared(
      Float64Array.from(seen, (row) => weights[row]),
      Float64Array,
    ),
    classes: labels.classes.length,
    settings: {
      criterion: settings.criterion,
      maxDepth: settings.maxDepth ?? -1,
      minSamplesSplit: settings.minSamplesSplit,
      minSamplesLeaf: settings.minSamplesLeaf,
      features: countFeatures(maxFeatures === 'all' ? undefined : maxFeatures, X.columns),
      bootstrap: settings.bootstrap,
      seed: settings.seed,
    },
  }
  const grown = runTasks({
    ...forestTask,
    data,
    tasks: nEstimators,
    threads: X.rows * nEstimators < enoughForThreads ? 1 : settings.nJobs,
    onDone: (done) => options.onProgress?.(done / nEstimators),
  })
  const gains = new Float64Array(X.columns)
  for (const tree of grown) axpy(1, shares(tree.gains), gains)
  return new RandomForestClassifierModel({
    classes: labels.classes,
    trees: concatTrees(grown.map(({ trees }) => trees)),
    featureImportances: shares(gains),
  })
}

/** Rows times trees from which on starting threads pays. */
const enoughForThreads = 100_000
