import { rowWeights } from '../../class-weight.ts'
import type { Classifier, FitOptions, Label, Matrix } from '../../contract.ts'
import { encodeLabels } from '../../labels.ts'
import { axpy, takeRows } from '../../matrix.ts'
import { checkFitInput } from '../../matrix-check.ts'
import { OptionCheck } from '../../option-check.ts'
import { runTasks } from '../../parallel/pool.ts'
import { shared } from '../../parallel/shared.ts'
import { binMatrix } from '../binned-matrix.ts'
import { checkMaxFeatures, countFeatures } from '../check-options.ts'
import type { ForestData } from '../forest-data.ts'
import * as forestTask from '../forest-task.ts'
import { shares } from '../importance.ts'
import type { RandomForestClassifierOptions } from '../options.ts'
import { concatTrees } from '../trees.ts'
import { RandomForestClassifierModel } from './model.ts'

/**
 * A random forest: trees that each learn from rows drawn with replacement and look at few columns for each split, so
 * that they err in different ways; their mean errs less than any of them.
 *
 * Columns with more than 255 different values are cut into 255 bins of about as many rows; the threshold of a split is
 * that cut between two bins which is nearest to the middle of the largest value on its left and the smallest on its
 * right, of the bins in the node. Weights say how likely a row is drawn. The trees are grown on all cores: the same bytes, however many there are.
 *
 * Source: Breiman (2001), Machine Learning 45(1).
 */
export class RandomForestClassifier implements Classifier<Matrix, RandomForestClassifierModel> {
  readonly options: RandomForestClassifierOptions

  /** @throws INVALID_OPTION */
  constructor(options: RandomForestClassifierOptions = {}) {
    this.options = options
    const { criterion = 'gini' } = options
    const check = new OptionCheck('RandomForestClassifier')
    check.expect(criterion === 'gini' || criterion === 'entropy', 'criterion', '"gini" or "entropy"', criterion)
    check.count('nEstimators', options.nEstimators, 1)
    check.count('maxDepth', options.maxDepth, 1)
    check.count('minSamplesSplit', options.minSamplesSplit, 2)
    check.count('minSamplesLeaf', options.minSamplesLeaf, 1)
    check.count('nJobs', options.nJobs, 1)
    check.count('seed', options.seed, 0)
    checkMaxFeatures(check, options.maxFeatures === 'all' ? undefined : options.maxFeatures)
    check.classWeight(options.classWeight)
    check.done()
  }

  /**
   * @param X dense or sparse; sparse matrices stay so
   * @throws INVALID_INPUT for empty data, NaN, infinities, mismatched shapes or a single class.
   */
  fit(X: Matrix, y: readonly Label[], options: FitOptions = {}): RandomForestClassifierModel {
    checkFitInput('RandomForestClassifier', X, y, options)
    const { classWeight, nEstimators = 100, maxFeatures = 'sqrt' } = this.options
    const labels = encodeLabels(y)
    const weights = rowWeights(labels, classWeight, options.sampleWeight)
    // Rows without weight have no say in where bins end.
    const seen = Int32Array.from(weights.keys()).filter((row) => weights[row]! > 0)
    const data: ForestData = {
      matrix: binMatrix(seen.length < X.rows ? takeRows(X, seen) : X),
      codes: shared(
        seen.map((row) => labels.codes[row]!),
        Int32Array,
      ),
      weights: shared(
        Float64Array.from(seen, (row) => weights[row]!),
        Float64Array,
      ),
      classes: labels.classes.length,
      settings: {
        criterion: this.options.criterion ?? 'gini',
        maxDepth: this.options.maxDepth ?? -1,
        minSamplesSplit: this.options.minSamplesSplit ?? 2,
        minSamplesLeaf: this.options.minSamplesLeaf ?? 1,
        features: countFeatures(maxFeatures === 'all' ? undefined : maxFeatures, X.columns),
        bootstrap: this.options.bootstrap ?? true,
        seed: this.options.seed ?? 0,
      },
    }
    const grown = runTasks({
      ...forestTask,
      data,
      tasks: nEstimators,
      threads: X.rows * nEstimators < enoughForThreads ? 1 : this.options.nJobs,
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
}

/** Rows times trees from which on starting threads pays. */
const enoughForThreads = 100_000
