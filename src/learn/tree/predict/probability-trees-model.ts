import type { Contributions } from '../../abilities.ts'
import { argmax } from '../../argmax.ts'
import type { ClassifierModel, DenseMatrix, Label, Matrix, Parts } from '../../contract.ts'
import { forEachRow } from '../../each-row.ts'
import { checkMatrix } from '../../matrix-check.ts'
import { forestWalker } from './tree-walker.ts'
import { addPathChanges, type Trees, treesFromTensors, treeTensors } from './trees.ts'
import type { AnswerWalker } from './walker.ts'

/** What a fit hands over. */
export interface ProbabilityTreesState {
  readonly classes: readonly Label[]
  /** One tree, or the many of a forest; a node's values are the shares of the classes. */
  readonly trees: Trees
  /** How much impurity the splits of each column took away, as shares of the whole; shape `(d,)`. */
  readonly featureImportances: Float64Array
}

/** What a fitted tree and a fitted forest share: the probability of a class is the mean of what the trees answer. */
export abstract class ProbabilityTreesModel implements ClassifierModel, ProbabilityTreesState {
  abstract readonly kind: string
  readonly classes: readonly Label[]
  readonly trees: Trees
  readonly featureImportances: Float64Array
  #walker: AnswerWalker | undefined

  constructor(state: ProbabilityTreesState) {
    this.classes = state.classes
    this.trees = state.trees
    this.featureImportances = state.featureImportances
  }

  /** The number of columns that it was trained on. */
  get columns(): number {
    return this.featureImportances.length
  }

  /** @throws INVALID_INPUT for NaN, infinities, or another number of columns than in training. */
  predictProba(X: Matrix): DenseMatrix {
    checkMatrix(this.kind, X, { columns: this.columns })
    const K = this.classes.length
    const values = new Float64Array(X.rows * K)
    const count = this.trees.roots.length
    this.#walker ??= forestWalker(this.trees)
    const walker = this.#walker
    if (X.rows > 1 && walker.addAllAnswers) walker.addAllAnswers(X, count, values)
    else forEachRow(X, (row, i) => walker.addAnswers(row, count, values.subarray(i * K, (i + 1) * K)))
    for (let e = 0; e < values.length; e++) values[e] /= count
    return { rows: X.rows, columns: K, values }
  }

  /** @throws INVALID_INPUT */
  predict(X: Matrix): Label[] {
    const { rows, columns, values } = this.predictProba(X)
    return Array.from({ length: rows }, (_, i) => this.classes[argmax(values, i * columns, columns)])
  }

  /**
   * Which columns moved the probabilities: the bias is what the trees would say without looking (their roots' shares
   * of the classes), and each split on a row's way adds what it changed to its column. One output a class.
   *
   * @throws INVALID_INPUT
   */
  contributions(X: Matrix): Contributions {
    checkMatrix(this.kind, X, { columns: this.columns })
    const { roots, value } = this.trees
    const outputs = this.classes.length
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

  toParts(): Parts {
    return {
      kind: this.kind,
      config: { classes: this.classes },
      tensors: {
        ...treeTensors(this.trees),
        featureImportances: { shape: [this.columns], data: this.featureImportances },
      },
    }
  }
}

/** The state in `parts` that `toParts` wrote. */
export function stateFromParts({ config, tensors }: Parts): ProbabilityTreesState {
  return {
    classes: config.classes as readonly Label[],
    trees: treesFromTensors(tensors),
    featureImportances: tensors.featureImportances!.data as Float64Array,
  }
}
