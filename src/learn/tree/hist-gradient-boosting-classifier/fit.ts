import { rowWeights } from '../../class-weight.ts'
import type { FitOptions, Label, Matrix } from '../../contract.ts'
import { throwProblems } from '../../estimator/settings.ts'
import { encodeLabels } from '../../labels.ts'
import { checkFitInput } from '../../matrix-check.ts'
import { coresToUse } from '../../parallel/pool.ts'
import { binRows } from '../boosting/bin-rows.ts'
import { checkCodes } from '../boosting/levels.ts'
import { binaryBoostLoss, softmaxBoostLoss, unitsFor } from '../boosting/loss.ts'
import { boost } from '../boosting/rounds.ts'
import { type Share, splitRows } from '../boosting/validation-rows.ts'
import { shares } from '../shares.ts'
import type { HistGradientBoostingClassifier } from './estimator.ts'
import { HistGradientBoostingClassifierModel } from './model.ts'

type Settings = HistGradientBoostingClassifier['options']

export function fit(
  settings: Settings,
  X: Matrix,
  y: readonly Label[],
  options: FitOptions,
): HistGradientBoostingClassifierModel {
  const who = HistGradientBoostingClassifierModel.kind
  checkFitInput(who, X, y, { ...options, missing: true })
  const categorical = new Set(settings.categoricalFeatures?.toSorted((a, b) => a - b))
  checkColumns(categorical, X.columns)
  checkCodes(who, X, categorical)
  const { earlyStopping, validationFraction, nIterNoChange, maxIter } = settings
  const labels = encodeLabels(y)
  const K = labels.classes.length
  const weights = rowWeights(labels, settings.classWeight, options.sampleWeight)
  const held = earlyStopping ? { fraction: validationFraction, seed: settings.seed } : undefined
  const { train, validation } = splitRows(labels.codes, weights, K, held)
  const units = unitsFor(train.rows.length)
  const lossOf = ({ codes, weights }: Share) =>
    K === 2 ? binaryBoostLoss(codes, weights, units) : softmaxBoostLoss(codes, weights, K, units)
  const rows = binRows(X, train.rows, categorical, settings.maxBins)
  const { trees, gains, baseline } = boost({
    rows,
    loss: lossOf(train),
    validation: validation.rows.length > 0 ? { X, rows: validation.rows, loss: lossOf(validation) } : undefined,
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
      minGroup: Math.max(1, Math.min(100, Math.floor(train.rows.length / 10))),
    },
    onProgress: options.onProgress,
  })
  const levels = [...categorical].map((j) => [j, rows.columns[j].levels!] as const)
  return new HistGradientBoostingClassifierModel({
    classes: labels.classes,
    baseline,
    trees,
    levels: new Map(levels),
    featureImportances: shares(gains),
  })
}

/** What p (1 − p) of the rows on a side of a split has to sum to. */
const minHessian = 1e-3

/** Rows times columns times rounds from which on starting threads pays: about half a second of work. */
const enoughForThreads = 1e8

function checkColumns(categorical: ReadonlySet<number>, d: number): void {
  const wrong = [...categorical].filter((column) => column >= d)
  const message = `expected whole numbers from 0 to ${d - 1}, the columns of X, got ${wrong.join(', ')}`
  if (wrong.length > 0) {
    throwProblems(HistGradientBoostingClassifierModel.kind, [{ path: 'categoricalFeatures', message }])
  }
}
