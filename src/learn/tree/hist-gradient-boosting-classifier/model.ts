import type { Contributions } from '../../abilities.ts'
import { decidedClasses } from '../../argmax.ts'
import type { ClassifierModel, DenseMatrix, Label, Matrix, Parts } from '../../contract.ts'
import { forEachRow } from '../../each-row.ts'
import { checkMatrix } from '../../matrix-check.ts'
import { softmax } from '../../softmax.ts'
import { checkCodes, encodeLevels, type Levels } from '../boosting/levels.ts'
import { addBoostChanges, type BoostedTrees, boostedFromTensors, boostedTensors } from '../predict/boosted-trees.ts'
import { treeWalker } from '../predict/tree-walker.ts'
import type { TreeWalker } from '../predict/walker.ts'

/** What a fit hands over. */
export interface HistGradientBoostingState {
  readonly classes: readonly Label[]
  /** What is decided before any tree: log-odds of the second of two classes, else a logarithm a class. */
  readonly baseline: Float64Array
  readonly trees: BoostedTrees
  readonly levels: Levels
  /** How much the splits of each column lowered the loss, as shares of the whole; shape `(d,)`. */
  readonly featureImportances: Float64Array
}

/**
 * Fitted gradient boosting. Two classes have one decision, p = 1 / (1 + e^−z) for the second; K classes have K,
 * p = softmax(z).
 */
export class HistGradientBoostingClassifierModel implements ClassifierModel, HistGradientBoostingState {
  static readonly kind = 'HistGradientBoostingClassifier'
  readonly kind = HistGradientBoostingClassifierModel.kind
  readonly classes: readonly Label[]
  readonly baseline: Float64Array
  readonly trees: BoostedTrees
  readonly levels: Levels
  readonly featureImportances: Float64Array
  #walker: TreeWalker | undefined

  constructor(state: HistGradientBoostingState) {
    this.classes = state.classes
    this.baseline = state.baseline
    this.trees = state.trees
    this.levels = state.levels
    this.featureImportances = state.featureImportances
  }

  /** The number of columns that it was trained on. */
  get columns(): number {
    return this.featureImportances.length
  }

  /** Rounds of boosting that were kept. */
  get iterations(): number {
    return this.trees.roots.length / this.baseline.length
  }

  /**
   * The baseline and what the trees answer, shape `(n, 1)` for two classes, else `(n, classes)`. NaN is a missing
   * value, and so is a category that training did not know.
   * @throws INVALID_INPUT for infinities, codes that are none, or another number of columns than in training.
   */
  decisionFunction(X: Matrix): DenseMatrix {
    const K = this.baseline.length
    const values = new Float64Array(X.rows * K)
    this.#walker ??= treeWalker(this.trees)
    const walker = this.#walker
    const count = this.trees.roots.length
    this.#forEachRow(X, (row, i) => {
      const sum = values.subarray(i * K, (i + 1) * K)
      sum.set(this.baseline)
      walker.addInTurns(row, count, sum)
    })
    return { rows: X.rows, columns: K, values }
  }

  /** @throws INVALID_INPUT */
  predictProba(X: Matrix): DenseMatrix {
    const { rows, columns: k, values: z } = this.decisionFunction(X)
    const K = this.classes.length
    const values = new Float64Array(rows * K)
    for (let i = 0; i < rows; i++) {
      // Two classes are the softmax of 0 and z.
      for (let c = 0; c < K; c++) values[i * K + c] = k === 1 ? c * z[i] : z[i * K + c]
      softmax(values, i * K, K)
    }
    return { rows, columns: K, values }
  }

  /** @throws INVALID_INPUT */
  predict(X: Matrix): Label[] {
    return Array.from(decidedClasses(this.decisionFunction(X)), (code) => this.classes[code])
  }

  /** Which columns moved the decision; the bias is the baseline and what the trees' roots answer. @throws INVALID_INPUT */
  contributions(X: Matrix): Contributions {
    const outputs = this.baseline.length
    const bias = this.baseline.slice()
    this.trees.roots.forEach((root, t) => {
      bias[t % outputs] += this.trees.value[root]
    })
    const size = this.columns * outputs
    const values = new Float64Array(X.rows * size)
    this.#forEachRow(X, (row, i) => {
      addBoostChanges(this.trees, row, outputs, values.subarray(i * size, (i + 1) * size))
    })
    return { bias, values, outputs }
  }

  /** Rows checked, with places among the levels for codes. */
  #forEachRow(X: Matrix, visit: (row: Float64Array, i: number) => void): void {
    checkMatrix(this.kind, X, { columns: this.columns, missing: true })
    if (this.levels.size === 0) {
      forEachRow(X, visit)
      return
    }
    checkCodes(this.kind, X, this.levels.keys())
    const encoded = new Float64Array(this.columns)
    forEachRow(X, (row, i) => {
      encoded.set(row)
      encodeLevels(encoded, this.levels)
      visit(encoded, i)
    })
  }

  toParts(): Parts {
    const codes = [...this.levels.values()]
    const all = Int32Array.from(codes.flatMap((of) => [...of]))
    return {
      kind: this.kind,
      config: {
        classes: this.classes,
        categoricalFeatures: [...this.levels.keys()],
        levels: codes.map(({ length }) => length),
      },
      tensors: {
        ...boostedTensors(this.trees),
        baseline: { shape: [this.baseline.length], data: this.baseline },
        featureImportances: { shape: [this.columns], data: this.featureImportances },
        levelCodes: { shape: [all.length], data: all },
      },
    }
  }

  static fromParts({ config, tensors }: Parts): HistGradientBoostingClassifierModel {
    const codes = tensors.levelCodes!.data as Int32Array
    const counts = config.levels as readonly number[]
    let end = 0
    const levels = (config.categoricalFeatures as readonly number[]).map((column, c) => {
      end += counts[c]
      return [column, codes.slice(end - counts[c], end)] as const
    })
    return new HistGradientBoostingClassifierModel({
      classes: config.classes as readonly Label[],
      baseline: tensors.baseline!.data as Float64Array,
      trees: boostedFromTensors(tensors),
      levels: new Map(levels),
      featureImportances: tensors.featureImportances!.data as Float64Array,
    })
  }
}
