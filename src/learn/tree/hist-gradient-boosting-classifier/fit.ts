import { rowWeights } from '../../class-weight.ts'
import type { Classifier, FitOptions, Label, Matrix } from '../../contract.ts'
import { encodeLabels } from '../../labels.ts'
import { checkFitInput } from '../../matrix-check.ts'
import { OptionCheck } from '../../option-check.ts'
import { coresToUse } from '../../parallel/pool.ts'
import { binRows } from '../boost-bins.ts'
import { binaryBoostLoss, softmaxBoostLoss, unitsFor } from '../boost-loss.ts'
import { boost } from '../boost-rounds.ts'
import { shares } from '../importance.ts'
import { checkCodes } from '../levels.ts'
import type { HistGradientBoostingClassifierOptions } from '../options.ts'
import { type Share, splitRows } from '../validation-rows.ts'
import { HistGradientBoostingClassifierModel } from './model.ts'

/**
 * Gradient boosting on histograms: tree after tree, each grown on what the ones before it leave wrong.
 *
 *   minimise  Σ sᵢ · −log p(yᵢ | xᵢ)  +  λ/2 Σ w²      w the leaves' answers, s the weights
 *
 * by Newton steps, a tree a step: a leaf answers −learningRate · G / (H + λ), G and H the sums of its rows' gradients
 * and hessians. Columns are cut into at most 255 bins, missing values have one of their own, and columns of categories
 * are split into two groups of categories. NaN is a missing value, infinities are refused. Dense rows are worked on by
 * all cores: the same bytes, however many there are.
 *
 * Sources: Friedman (2001), Annals of Statistics 29(5); Ke et al. (2017), LightGBM, NeurIPS 30.
 */
export class HistGradientBoostingClassifier implements Classifier<Matrix, HistGradientBoostingClassifierModel> {
  readonly options: HistGradientBoostingClassifierOptions

  /** @throws INVALID_OPTION */
  constructor(options: HistGradientBoostingClassifierOptions = {}) {
    this.options = options
    const { learningRate = 0.1, l2Regularization = 0, validationFraction = 0.1 } = options
    const check = new OptionCheck('HistGradientBoostingClassifier')
    check.expect(learningRate > 0 && learningRate <= 1, 'learningRate', 'a number above 0 to 1', learningRate)
    check.count('maxIter', options.maxIter, 1)
    check.count('maxLeafNodes', options.maxLeafNodes, 2)
    check.count('maxDepth', options.maxDepth, 1)
    check.count('minSamplesLeaf', options.minSamplesLeaf, 1)
    const isPenalty = l2Regularization >= 0 && l2Regularization < Number.POSITIVE_INFINITY
    check.expect(isPenalty, 'l2Regularization', 'a number of 0 or more', l2Regularization)
    check.count('maxBins', options.maxBins, 2, 255)
    const isShare = validationFraction > 0 && validationFraction < 1
    check.expect(isShare, 'validationFraction', 'a number above 0 and below 1', validationFraction)
    check.count('nIterNoChange', options.nIterNoChange, 1)
    check.count('nJobs', options.nJobs, 1)
    check.count('seed', options.seed, 0)
    options.categoricalFeatures?.forEach((column, c) => {
      check.count(`categoricalFeatures[${c}]`, column, 0)
    })
    check.classWeight(options.classWeight)
    check.done()
  }

  /**
   * @param X shape `(n, d)`, NaN for what is missing; a sparse matrix stays sparse
   * @throws INVALID_INPUT for empty data, infinities, codes that are none, mismatched shapes or a single class.
   */
  fit(X: Matrix, y: readonly Label[], options: FitOptions = {}): HistGradientBoostingClassifierModel {
    const who = HistGradientBoostingClassifierModel.kind
    checkFitInput(who, X, y, { ...options, missing: true })
    const categorical = new Set(this.options.categoricalFeatures?.toSorted((a, b) => a - b))
    checkColumns(categorical, X.columns)
    checkCodes(who, X, categorical)
    const { earlyStopping = false, validationFraction = 0.1, nIterNoChange = 10, maxIter = 100 } = this.options
    const labels = encodeLabels(y)
    const K = labels.classes.length
    const weights = rowWeights(labels, this.options.classWeight, options.sampleWeight)
    const held = earlyStopping ? { fraction: validationFraction, seed: this.options.seed ?? 0 } : undefined
    const { train, validation } = splitRows(labels.codes, weights, K, held)
    const units = unitsFor(train.rows.length)
    const lossOf = ({ codes, weights }: Share) =>
      K === 2 ? binaryBoostLoss(codes, weights, units) : softmaxBoostLoss(codes, weights, K, units)
    const rows = binRows(X, train.rows, categorical, this.options.maxBins ?? 255)
    const { trees, gains, baseline } = boost({
      rows,
      loss: lossOf(train),
      validation: validation.rows.length > 0 ? { X, rows: validation.rows, loss: lossOf(validation) } : undefined,
      maxIter,
      nIterNoChange,
      threads: this.options.nJobs ?? (rows.n * rows.d * maxIter < enoughForThreads ? 1 : coresToUse()),
      settings: {
        learningRate: this.options.learningRate ?? 0.1,
        maxLeafNodes: this.options.maxLeafNodes ?? 31,
        maxDepth: this.options.maxDepth ?? Number.POSITIVE_INFINITY,
        minSamplesLeaf: this.options.minSamplesLeaf ?? 20,
        l2: (this.options.l2Regularization ?? 0) * units.hessian * train.scale,
        minHessian: minHessian * units.hessian * train.scale,
        units,
        lossUnit: units.hessian / units.gradient ** 2 / train.scale,
        minGroup: Math.max(1, Math.min(100, Math.floor(train.rows.length / 10))),
      },
      onProgress: options.onProgress,
    })
    const levels = [...categorical].map((j) => [j, rows.columns[j]!.levels!] as const)
    return new HistGradientBoostingClassifierModel({
      classes: labels.classes,
      baseline,
      trees,
      levels: new Map(levels),
      featureImportances: shares(gains),
    })
  }
}

/** What p (1 − p) of the rows on a side of a split has to sum to. */
const minHessian = 1e-3

/** Rows times columns times rounds from which on starting threads pays: about half a second of work. */
const enoughForThreads = 1e8

function checkColumns(categorical: ReadonlySet<number>, d: number): void {
  const check = new OptionCheck('HistGradientBoostingClassifier')
  for (const column of categorical) check.count('categoricalFeatures', column, 0, d - 1)
  check.done()
}
