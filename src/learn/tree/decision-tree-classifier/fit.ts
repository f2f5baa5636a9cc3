import { rowWeights } from '../../class-weight.ts'
import type { Classifier, FitOptions, Label, Matrix } from '../../contract.ts'
import { encodeLabels } from '../../labels.ts'
import { checkFitInput } from '../../matrix-check.ts'
import { OptionCheck } from '../../option-check.ts'
import { Random } from '../../random.ts'
import { checkMaxFeatures, countFeatures } from '../check-options.ts'
import { growTree } from '../grow-tree.ts'
import { shares } from '../importance.ts'
import { entropy, gini } from '../impurity.ts'
import type { DecisionTreeClassifierOptions } from '../options.ts'
import { sortColumns } from '../sorted-columns.ts'
import { DecisionTreeClassifierModel } from './model.ts'

/**
 * A classification tree (CART) with exact splits: every threshold between two neighbouring values of every column is
 * tried at every node. The threshold is their middle.
 *
 * The tree is scikit-learn's, node for node, as far as no two splits are equally good: there the order of its random
 * generator decides, here the first column and the smallest threshold. Values are compared as the 64-bit numbers that
 * they are, not rounded to 32 bits first.
 */
export class DecisionTreeClassifier implements Classifier<Matrix, DecisionTreeClassifierModel> {
  readonly options: DecisionTreeClassifierOptions

  /** @throws INVALID_OPTION */
  constructor(options: DecisionTreeClassifierOptions = {}) {
    this.options = options
    const { criterion = 'gini', seed = 0 } = options
    const check = new OptionCheck('DecisionTreeClassifier')
    check.expect(criterion === 'gini' || criterion === 'entropy', 'criterion', '"gini" or "entropy"', criterion)
    check.count('maxDepth', options.maxDepth, 1)
    check.count('minSamplesSplit', options.minSamplesSplit, 2)
    check.count('minSamplesLeaf', options.minSamplesLeaf, 1)
    check.count('maxLeafNodes', options.maxLeafNodes, 2)
    check.count('seed', seed, 0)
    checkMaxFeatures(check, options.maxFeatures)
    check.classWeight(options.classWeight)
    check.done()
  }

  /** @throws INVALID_INPUT for empty data, NaN, infinities, mismatched shapes or a single class. */
  fit(X: Matrix, y: readonly Label[], options: FitOptions = {}): DecisionTreeClassifierModel {
    checkFitInput('DecisionTreeClassifier', X, y, options)
    const { classWeight, maxFeatures, seed = 0 } = this.options
    const labels = encodeLabels(y)
    const weights = rowWeights(labels, classWeight, options.sampleWeight)
    const target = { codes: labels.codes, weights, classes: labels.classes.length }
    const { trees, gains } = growTree(
      sortColumns(X, (row) => weights[row]! > 0),
      target,
      {
        impurity: this.options.criterion === 'entropy' ? entropy : gini,
        maxDepth: this.options.maxDepth ?? Number.POSITIVE_INFINITY,
        minSamplesSplit: this.options.minSamplesSplit ?? 2,
        minSamplesLeaf: this.options.minSamplesLeaf ?? 1,
        maxLeafNodes: this.options.maxLeafNodes ?? Number.POSITIVE_INFINITY,
        features: countFeatures(maxFeatures, X.columns),
        random: new Random(seed),
      },
    )
    options.onProgress?.(1)
    return new DecisionTreeClassifierModel({ classes: labels.classes, trees, featureImportances: shares(gains) })
  }
}
