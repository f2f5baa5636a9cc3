import type { Contributions } from '../../abilities.ts'
import type { Matrix, Parts } from '../../contract.ts'
import { forEachRow } from '../../each-row.ts'
import { checkMatrix } from '../../matrix-check.ts'
import { checkCodes, encodeLevels, type Levels } from '../boosting/levels.ts'
import { forRowBlocks } from '../explain/row-blocks.ts'
import { TreeShap } from '../explain/tree-shap.ts'
import { addBoostChanges, type BoostedTrees, boostedFromTensors, boostedTensors, nextNode } from './boosted-trees.ts'
import { treeWalker } from './tree-walker.ts'
import { hasCover } from './trees.ts'
import type { TreeWalker } from './walker.ts'

/** What a fit hands over. */
export interface BoostedTreesState {
  /** What is decided before any tree, shape `(outputs,)`. */
  readonly baseline: Float64Array
  readonly trees: BoostedTrees
  readonly levels: Levels
  /** How much the splits of each column lowered the loss, as shares of the whole; shape `(d,)`. */
  readonly featureImportances: Float64Array
}

/** What fitted boosting is, whatever it learned: decisions that are sums of a baseline and of what trees answer in turns. */
export abstract class BoostedTreesModel implements BoostedTreesState {
  abstract readonly kind: string
  readonly baseline: Float64Array
  readonly trees: BoostedTrees
  readonly levels: Levels
  readonly featureImportances: Float64Array
  #walker: TreeWalker | undefined
  #shap: TreeShap | undefined

  constructor(state: BoostedTreesState) {
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

  /** The baseline and what the trees answer, shape `(n, outputs)`. @throws INVALID_INPUT */
  protected decide(X: Matrix): Float64Array {
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
    return values
  }

  /**
   * Which columns moved the decision: their Shapley values; the bias is the baseline and what the trees answer on average.
   * Models from before covers were kept give each column what it changed on the way down instead, and the bias is what
   * the roots answer.
   * @throws INVALID_INPUT
   */
  contributions(X: Matrix): Contributions {
    const { trees } = this
    const outputs = this.baseline.length
    const size = this.columns * outputs
    const values = new Float64Array(X.rows * size)
    if (hasCover(trees))
      this.#shap ??= new TreeShap(trees, (node, row) => nextNode(trees, node, row) === trees.left[node])
    const shap = this.#shap
    if (shap) {
      forRowBlocks(
        this.columns,
        X.rows,
        (visit) => this.#forEachRow(X, visit),
        (rows, first) => shap.add(rows, 1, outputs, values.subarray(first * size, (first + rows.length) * size)),
      )
    } else {
      this.#forEachRow(X, (row, i) => addBoostChanges(trees, row, outputs, values.subarray(i * size, (i + 1) * size)))
    }
    const bias = this.baseline.slice()
    trees.roots.forEach((root, t) => {
      bias[t % outputs] += shap ? shap.means[t] : trees.value[root]
    })
    return { bias, values, outputs, fromMean: shap !== undefined }
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

  /** As parts, with what is `own` of the model before the rest of the configuration. */
  protected partsWith(own: Parts['config']): Parts {
    const codes = [...this.levels.values()]
    const all = Int32Array.from(codes.flatMap((of) => [...of]))
    return {
      kind: this.kind,
      config: {
        ...own,
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
}

/** The state in `parts` that a boosted model wrote. @throws ARTIFACT_CORRUPT */
export function boostedStateFromParts({ config, tensors }: Parts): BoostedTreesState {
  const codes = tensors.levelCodes!.data as Int32Array
  const counts = config.levels as readonly number[]
  let end = 0
  const levels = (config.categoricalFeatures as readonly number[]).map((column, c) => {
    end += counts[c]
    return [column, codes.slice(end - counts[c], end)] as const
  })
  return {
    baseline: tensors.baseline!.data as Float64Array,
    trees: boostedFromTensors(tensors),
    levels: new Map(levels),
    featureImportances: tensors.featureImportances!.data as Float64Array,
  }
}
