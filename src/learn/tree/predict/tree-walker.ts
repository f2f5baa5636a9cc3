import { CompactTrees } from './compact-trees.ts'
import { ForestWalker } from './forest-walker.ts'
import { MaskedTrees } from './masked-trees.ts'
import { RankedTrees } from './ranked-trees.ts'
import type { Trees } from './trees.ts'
import type { AnswerWalker, TreeWalker } from './walker.ts'

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
