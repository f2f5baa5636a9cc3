import type { Contributions } from '../../abilities.ts'
import type { Matrix, Parts } from '../../contract.ts'
import { forEachRow } from '../../each-row.ts'
import { checkMatrix } from '../../matrix-check.ts'
import { forRowBlocks } from '../explain/row-blocks.ts'
import { TreeShap } from '../explain/tree-shap.ts'
import { forestWalker } from './tree-walker.ts'
import { addPathChanges, hasCover, type Trees, treesFromTensors, treeTensors } from './trees.ts'
import type { AnswerWalker } from './walker.ts'

/** What a fit hands over. */
export interface TreesState {
  /** One tree, or the many of a forest. */
  readonly trees: Trees
  /** How much impurity the splits of each column took away, as shares of the whole; shape `(d,)`. */
  readonly featureImportances: Float64Array
}

/** What a fitted tree and a fitted forest share, whatever they learned: they answer the mean of what the trees answer. */
export abstract class TreesModel implements TreesState {
  abstract readonly kind: string
  readonly trees: Trees
  readonly featureImportances: Float64Array
  #walker: AnswerWalker | undefined
  #shap: TreeShap | undefined

  constructor(state: TreesState) {
    this.trees = state.trees
    this.featureImportances = state.featureImportances
  }

  /** The number of columns that it was trained on. */
  get columns(): number {
    return this.featureImportances.length
  }

  /**
   * The mean of what the trees answer, shape `(n, outputs)`.
   * @throws INVALID_INPUT for NaN, infinities, or another number of columns than in training.
   */
  protected answer(X: Matrix): Float64Array {
    checkMatrix(this.kind, X, { columns: this.columns })
    const K = this.trees.outputs
    const values = new Float64Array(X.rows * K)
    const count = this.trees.roots.length
    this.#walker ??= forestWalker(this.trees)
    const walker = this.#walker
    if (X.rows > 1 && walker.addAllAnswers) walker.addAllAnswers(X, count, values)
    else forEachRow(X, (row, i) => walker.addAnswers(row, count, values.subarray(i * K, (i + 1) * K)))
    for (let e = 0; e < values.length; e++) values[e] /= count
    return values
  }

  /**
   * Which columns moved the answer: their Shapley values, of one output a class, or of one; the bias is what the trees
   * answer on average. Models from before covers were kept give each column what it changed on the way down instead.
   *
   * @throws INVALID_INPUT
   */
  contributions(X: Matrix): Contributions {
    checkMatrix(this.kind, X, { columns: this.columns })
    const { trees } = this
    const { roots, feature, threshold, value, outputs } = trees
    if (hasCover(trees)) this.#shap ??= new TreeShap(trees, (node, row) => row[feature[node]] <= threshold[node])
    const shap = this.#shap
    const scale = 1 / roots.length
    const bias = new Float64Array(outputs)
    roots.forEach((root, t) => {
      const means = shap ? shap.means.subarray(t * outputs) : value.subarray(root * outputs)
      for (let k = 0; k < outputs; k++) bias[k] += means[k] * scale
    })
    const size = this.columns * outputs
    const values = new Float64Array(X.rows * size)
    if (shap) {
      forRowBlocks(
        this.columns,
        X.rows,
        (visit) => forEachRow(X, visit),
        (rows, first) => shap.add(rows, scale, outputs, values.subarray(first * size, (first + rows.length) * size)),
      )
    } else {
      forEachRow(X, (row, i) => addPathChanges(trees, row, scale, values.subarray(i * size, (i + 1) * size)))
    }
    return { bias, values, outputs, fromMean: shap !== undefined }
  }

  protected partsWith(config: Parts['config']): Parts {
    return {
      kind: this.kind,
      config,
      tensors: {
        ...treeTensors(this.trees),
        featureImportances: { shape: [this.columns], data: this.featureImportances },
      },
    }
  }
}

/** The state in `parts` that a model of trees wrote. @throws ARTIFACT_CORRUPT */
export function treesStateFromParts({ tensors }: Parts): TreesState {
  return {
    trees: treesFromTensors(tensors),
    featureImportances: tensors.featureImportances!.data as Float64Array,
  }
}
