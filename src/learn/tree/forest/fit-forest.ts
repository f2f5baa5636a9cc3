import type { FitOptions, Matrix } from '../../contract.ts'
import type { SettingsOf } from '../../estimator/option.ts'
import { axpy, takeRows } from '../../matrix.ts'
import { runTasks } from '../../parallel/pool.ts'
import { shared } from '../../parallel/shared.ts'
import { countFeatures, type forestOptions, type growthOptions, type MaxFeatures } from '../options.ts'
import { joinTrees } from '../predict/trees.ts'
import type { TreesState } from '../predict/trees-model.ts'
import { shares } from '../shares.ts'
import { binMatrix } from './binned-matrix.ts'
import type { ForestData } from './data.ts'
import * as forestTask from './task.ts'

export interface ForestTask {
  readonly X: Matrix
  /** The class of each row, or its number less their mean. */
  readonly target: { readonly codes: Int32Array; readonly classes: number } | { readonly y: Float64Array }
  readonly weights: Float64Array
  readonly settings: SettingsOf<typeof growthOptions> &
    SettingsOf<typeof forestOptions> & { readonly maxFeatures: MaxFeatures | 'all'; readonly bootstrap: boolean }
  readonly criterion: 'gini' | 'entropy'
  /** Splits of a drawn column are drawn too. */
  readonly drawsThresholds: boolean
  readonly onProgress: FitOptions['onProgress']
}

/** Grows the trees of a forest, each on a thread that is free; the same bytes, however many there are. */
export function fitForest({
  X,
  target,
  weights,
  settings,
  criterion,
  drawsThresholds,
  onProgress,
}: ForestTask): TreesState {
  const { nEstimators, maxFeatures } = settings
  // Rows without weight have no say in where bins end.
  const seen = Int32Array.from(weights.keys()).filter((row) => weights[row] > 0)
  const isOfClasses = 'codes' in target
  const data: ForestData = {
    matrix: binMatrix(seen.length < X.rows ? takeRows(X, seen) : X),
    codes: shared(isOfClasses ? seen.map((row) => target.codes[row]) : [], Int32Array),
    y: isOfClasses
      ? undefined
      : shared(
          Float64Array.from(seen, (row) => target.y[row]),
          Float64Array,
        ),
    weights: shared(
      Float64Array.from(seen, (row) => weights[row]),
      Float64Array,
    ),
    classes: isOfClasses ? target.classes : 0,
    settings: {
      criterion,
      maxDepth: settings.maxDepth ?? -1,
      minSamplesSplit: settings.minSamplesSplit,
      minSamplesLeaf: settings.minSamplesLeaf,
      features: countFeatures(maxFeatures === 'all' ? undefined : maxFeatures, X.columns),
      bootstrap: settings.bootstrap,
      drawsThresholds,
      seed: settings.seed,
    },
  }
  const grown = runTasks({
    ...forestTask,
    data,
    tasks: nEstimators,
    threads: X.rows * nEstimators < enoughForThreads ? 1 : settings.nJobs,
    onDone: (done) => onProgress?.(done / nEstimators),
  })
  const gains = new Float64Array(X.columns)
  for (const tree of grown) axpy(1, shares(tree.gains), gains)
  const trees = grown.splice(0).map((tree) => tree.trees)
  return { trees: joinTrees(trees), featureImportances: shares(gains) }
}

/** Rows times trees from which on starting threads pays. */
const enoughForThreads = 100_000
