import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  DecisionTreeRegressor,
  denseMatrix,
  ExtraTreesRegressor,
  Random,
  RandomForestRegressor,
  type RandomForestRegressorModel,
  r2Score,
  toSparse,
} from 'slipway/learn'
import { assertClose, readReference } from '../../support/reference.ts'

interface Reference {
  readonly worlds: readonly { name: string; X: number[][]; y: number[]; weights: number[] }[]
  readonly cases: readonly {
    readonly world: number
    readonly options: object
    readonly weighted: boolean
    readonly feature: number[]
    readonly threshold: number[]
    readonly left: number[]
    readonly right: number[]
    readonly value: number[][]
    readonly importances: number[]
  }[]
}

const { worlds, cases } = readReference<Reference>('tree_regression')

for (const [index, { name, X, y, weights }] of worlds.entries()) {
  test(`regression trees are scikit-learn's, node for node: ${name}`, () => {
    const rows = denseMatrix(X)
    for (const wanted of cases.filter(({ world }) => world === index)) {
      const what = JSON.stringify({ ...wanted.options, weighted: wanted.weighted })
      for (const given of [rows, toSparse(rows)]) {
        const options = wanted.weighted ? { sampleWeight: weights } : {}
        const model = new DecisionTreeRegressor(wanted.options).fit(given, y, options)
        const { feature, threshold, left, value, outputs } = model.trees
        assert.equal(feature.length, wanted.feature.length, what)
        const compare = (ours: number, theirs: number): void => {
          assertClose(value.subarray(ours * outputs, (ours + 1) * outputs), wanted.value[theirs]!, 1e-12, what)
          const isLeaf = wanted.left[theirs] === -1
          assert.equal(feature[ours], isLeaf ? -1 : wanted.feature[theirs], what)
          if (isLeaf) return
          assert.equal(threshold[ours], wanted.threshold[theirs], what)
          compare(left[ours]!, wanted.left[theirs]!)
          compare(left[ours]! + 1, wanted.right[theirs]!)
        }
        compare(0, 0)
        // There, squares are summed before the mean of 100 is taken off, and lose four digits.
        assertClose(model.featureImportances, wanted.importances, 1e-10, what)
      }
    }
  })
}

test('a tree that is not held back answers the training targets, whatever their unit', () => {
  const { X, y } = worlds[1]!
  for (const unit of [1e-280, 1, 1e290]) {
    const targets = y.map((target) => target * unit)
    const predicted = new DecisionTreeRegressor().fit(denseMatrix(X), targets).predict(denseMatrix(X))
    assertClose(
      predicted.map((value) => value / unit),
      y,
      1e-13,
    )
  }
})

test('forests of numbers err less than a tree on new rows, and give the same bytes on two threads', () => {
  const random = new Random(3)
  const make = (n: number) => {
    const rows = Array.from({ length: n }, () => Array.from({ length: 6 }, () => random.next()))
    const y = rows.map(([a = 0, b = 0, c = 0]) => 10 * Math.sin(Math.PI * a * b) + 20 * (c - 0.5) ** 2 + random.next())
    return { X: denseMatrix(rows), y }
  }
  const [train, asked] = [make(1_500), make(1_000)]
  const tree = r2Score(asked.y, new DecisionTreeRegressor().fit(train.X, train.y).predict(asked.X))
  for (const Forest of [RandomForestRegressor, ExtraTreesRegressor]) {
    const one = new Forest({ nEstimators: 80, nJobs: 1 }).fit(train.X, train.y)
    const r2 = r2Score(asked.y, one.predict(asked.X))
    assert.ok(r2 > 0.9 && r2 > tree + 0.03, `${one.kind}: ${r2}, a tree ${tree}`)
    assert.deepEqual(new Forest({ nEstimators: 80, nJobs: 2 }).fit(train.X, train.y).toParts(), one.toParts())
    const limited = new Forest({ nEstimators: 5, minSamplesLeaf: 30, bootstrap: false }).fit(train.X, train.y)
    for (const { length } of leavesOf(limited.trees, train.X.values, 6)) assert.ok(length >= 30)
  }
})

/** The rows that come to each leaf. */
function leavesOf(
  { roots, feature, threshold, left }: RandomForestRegressorModel['trees'],
  X: Float64Array,
  d: number,
) {
  const found = new Map<number, number[]>()
  for (const root of roots) {
    for (let i = 0; i < X.length / d; i++) {
      let node = root
      while (feature[node]! >= 0) node = left[node]! + (X[i * d + feature[node]!]! <= threshold[node]! ? 0 : 1)
      found.set(node, [...(found.get(node) ?? []), i])
    }
  }
  return found.values()
}
