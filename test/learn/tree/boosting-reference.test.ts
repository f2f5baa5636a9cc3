import assert from 'node:assert/strict'
import { test } from 'node:test'
import { denseMatrix, HistGradientBoostingClassifier, type HistGradientBoostingClassifierOptions } from 'slipway/learn'
import type { BoostedTrees } from '../../../src/learn/tree/predict/boosted-trees.ts'
import { assertClose, readReference } from '../../support/reference.ts'

interface Reference {
  /** Columns of numbers in 1024ths; −1 is a missing one. */
  readonly worlds: readonly { name: string; columns: number[][]; y: number[]; weights: number[] | null }[]
  readonly cases: readonly {
    readonly world: number
    readonly options: HistGradientBoostingClassifierOptions
    readonly trees: readonly Walk[]
    readonly probabilities: number[][]
  }[]
}

/** The columns that a tree asks about and what its leaves answer, on a walk that goes left first. */
interface Walk {
  readonly columns: number[]
  readonly leaves: number[]
}

const { worlds, cases } = readReference<Reference>('boosting')

for (const [index, { name, columns, y, weights }] of worlds.entries()) {
  test(`boosted trees are scikit-learn's, split for split: ${name}`, () => {
    const rows = y.map((_, i) => columns.map((column) => (column[i]! < 0 ? Number.NaN : column[i]! / 1024)))
    for (const { options, trees, probabilities } of cases.filter(({ world }) => world === index)) {
      const what = JSON.stringify(options)
      const sampleWeight = weights ? { sampleWeight: weights } : {}
      const model = new HistGradientBoostingClassifier(options).fit(denseMatrix(rows), y, sampleWeight)
      assert.equal(model.trees.roots.length, trees.length, what)
      trees.forEach((tree, t) => {
        const ours = walk(model.trees, model.trees.roots[t]!)
        assert.deepEqual(ours.columns, tree.columns, `${what}, tree ${t}`)
        assertClose(ours.leaves, tree.leaves, 1e-6, `${what}, tree ${t}`)
      })
      const asked = denseMatrix(rows.slice(0, probabilities.length))
      assertClose(model.predictProba(asked).values, probabilities.flat(), 1e-6, what)
    }
  })
}

function walk(trees: BoostedTrees, node: number): Walk {
  const { feature, left, value } = trees
  if (feature[node]! < 0) return { columns: [], leaves: [value[node]!] }
  const [one, other] = [walk(trees, left[node]!), walk(trees, left[node]! + 1)]
  return { columns: [feature[node]!, ...one.columns, ...other.columns], leaves: [...one.leaves, ...other.leaves] }
}
