import type { FitOptions, Matrix } from '../../contract.ts'
import type { SettingsOf } from '../../estimator/option.ts'
import { throwProblems } from '../../estimator/settings.ts'
import { coresToUse } from '../../parallel/pool.ts'
import { binRows } from './bin-rows.ts'
import { checkCodes } from './levels.ts'
import type { BoostLoss, Units } from './loss.ts'
import type { boostingOptions } from './options.ts'
import { boost } from './rounds.ts'
import { type Share, splitRows } from './validation-rows.ts'

export interface BoostTask {
  /** Who it is in messages. */
  readonly who: string
  readonly settings: SettingsOf<typeof boostingOptions> & { readonly seed: number }
  readonly X: Matrix
  /** The class of each row, of which the same share is held back each; all 0 where there are none. */
  readonly codes: Int32Array
  readonly classes: number
  readonly weights: Float64Array
  /** What is learned from some of the rows; `units` are for as many as are learned from. */
  readonly lossOf: (share: Share, units: Units) => BoostLoss
  readonly unitsFor: (rows: number) => Units
  /** A split has to lower the loss by more than this, and by more than this fraction of what the node without it does. */
  readonly leastGain: number
  readonly leastShare: number
  readonly onProgress: FitOptions['onProgress']
}

/** Cuts columns into bins, holds back rows where it is to stop early, and boosts. @throws INVALID_INPUT, INVALID_OPTION */
export function fitBoostedTrees({ who, settings, X, codes, classes, weights, ...task }: BoostTask) {
  const { earlyStopping, validationFraction, nIterNoChange, maxIter, seed } = settings
  const categorical = new Set(settings.categoricalFeatures?.toSorted((a, b) => a - b))
  const { monotonicCst } = settings
  checkColumns(who, categorical, monotonicCst, X.columns)
  checkCodes(who, X, categorical)
  const held = earlyStopping ? { fraction: validationFraction, seed } : undefined
  const { train, validation } = splitRows(codes, weights, classes, held)
  const units = task.unitsFor(train.rows.length)
  const rows = binRows(X, train.rows, categorical, settings.maxBins)
  const { trees, gains, baseline } = boost({
    rows,
    loss: task.lossOf(train, units),
    validation:
      validation.rows.length > 0 ? { X, rows: validation.rows, loss: task.lossOf(validation, units) } : undefined,
    maxIter,
    nIterNoChange,
    threads: settings.nJobs ?? (rows.n * rows.d * maxIter < enoughForThreads ? 1 : coresToUse()),
    settings: {
      learningRate: settings.learningRate,
      maxLeafNodes: settings.maxLeafNodes,
      maxDepth: settings.maxDepth ?? Number.POSITIVE_INFINITY,
      minSamplesLeaf: settings.minSamplesLeaf,
      l2: settings.l2Regularization * units.hessian * train.scale,
      minHessian: minHessian * units.hessian * train.scale,
      units,
      lossUnit: units.hessian / units.gradient ** 2 / train.scale,
      leastGain: task.leastGain,
      leastShare: task.leastShare,
      monotonic: monotonicCst?.some((direction) => direction !== 0) ? Int8Array.from(monotonicCst) : undefined,
      minGroup: Math.max(1, Math.min(100, Math.floor(train.rows.length / 10))),
    },
    onProgress: task.onProgress,
  })
  const levels = new Map([...categorical].map((j) => [j, rows.columns[j].levels!] as const))
  return { trees, gains, baseline, levels }
}

/** What the hessians, such as p (1 − p), of the rows on a side of a split have to sum to. */
const minHessian = 1e-3

/** Rows times columns times rounds from which on starting threads pays: about half a second of work. */
const enoughForThreads = 1e8

function checkColumns(
  who: string,
  categorical: ReadonlySet<number>,
  monotonicCst: readonly number[] | undefined,
  d: number,
): void {
  const wrong = [...categorical].filter((column) => column >= d)
  const categories = `expected whole numbers from 0 to ${d - 1}, the columns of X, got ${wrong.join(', ')}`
  const directions = `expected a number for each of the ${d} columns of X, got ${monotonicCst?.length}`
  throwProblems(who, [
    ...(wrong.length > 0 ? [{ path: 'categoricalFeatures', message: categories }] : []),
    ...(monotonicCst && monotonicCst.length !== d ? [{ path: 'monotonicCst', message: directions }] : []),
  ])
}
