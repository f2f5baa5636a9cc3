import type { Matrix } from '../contract.ts'
import { CompactTrees } from './compact-trees.ts'
import { ForestWalker } from './forest-walker.ts'
import { MaskedTrees } from './masked-trees.ts'
import { RankedTrees } from './ranked-trees.ts'
import type { Trees } from './trees.ts'

/** Trees that are ready to be asked; however they are laid out, they give the same bytes. */
export interface AnswerWalker {
  /** Adds what each of `count` trees answers for a row to `sum`, shape `(outputs,)`. */
  addAnswers(row: Float64Array, count: number, sum: Float64Array): void
  /** The same for many rows at once, where that is sooner done; `sums` has the shape `(n, outputs)`. */
  addAllAnswers?(X: Matrix, count: number, sums: Float64Array): void
}

export interface TreeWalker extends AnswerWalker {
  /** Adds what tree t of `count` answers, one number, to `sum[t % sum.length]`. */
  addInTurns(row: Float64Array, count: number, sum: Float64Array): void
}

/** Few trees are asked sooner than a row's numbers are looked up among their thresholds. */
const enough = 8

export function treeWalker(trees: Trees & { readonly route?: Uint8Array; readonly listed?: Int32Array }): TreeWalker {
  if (trees.roots.length < enough) return new CompactTrees(trees)
  return MaskedTrees.of(trees) ?? RankedTrees.of(trees) ?? new CompactTrees(trees)
}

/** For trees whose columns have few thresholds, as those of forests have. */
export function forestWalker(trees: Trees): AnswerWalker {
  const walker = trees.roots.length < enough ? undefined : ForestWalker.of(trees)
  return walker ?? treeWalker(trees)
}
