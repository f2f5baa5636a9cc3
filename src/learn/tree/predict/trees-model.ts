import type { Contributions } from '../../abilities.ts'
import type { Matrix, Parts } from '../../contract.ts'
import { forEachRow } from '../../each-row.ts'
import { checkMatrix } from '../../matrix-check.ts'
import { forestWalker } from './tree-walker.ts'
import { addPathChanges, type Trees, treesFromTensors, treeTensors } from './trees.ts'
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
   * Which columns moved the answer: the bias is what the trees would say without looking, and each split on a row's way
   * adds what it changed to its column. One output a class, or one.
   *
   * @throws INVALID_INPUT
   */
  contributions(X: Matrix): Contributions {
    checkMatrix(this.kind, X, { columns: this.columns })
    const { roots, value, outputs } = this.trees
    const bias = new Float64Array(outputs)
    for (const root of roots) {
      for (let k = 0; k < outputs; k++) bias[k] += value[root * outputs + k] / roots.length
    }
    const size = this.columns * outputs
    const values = new Float64Array(X.rows * size)
    forEachRow(X, (row, i) => {
      addPathChanges(this.trees, row, 1 / roots.length, values.subarray(i * size, (i + 1) * size))
    })
    return { bias, values, outputs }
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
