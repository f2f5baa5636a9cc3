import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DecisionTreeClassifier, denseMatrix, toSparse } from 'slipway/learn'
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

const { worlds, cases } = readReference<Reference>('tree')

for (const [index, { name, X, y, weights }] of worlds.entries()) {
  test(`trees are scikit-learn's, node for node: ${name}`, () => {
    const rows = denseMatrix(X)
    for (const wanted of cases.filter(({ world }) => world === index)) {
      const what = JSON.stringify({ ...wanted.options, weighted: wanted.weighted })
      for (const given of [rows, toSparse(rows)]) {
        const options = wanted.weighted ? { sampleWeight: weights } : {}
        const model = new DecisionTreeClassifier(wanted.options).fit(given, y, options)
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
        assertClose(model.featureImportances, wanted.importances, 1e-12, what)
      }
    }
  })
}

test('exclusive or is learned, although its first split gains nothing', () => {
  const X = denseMatrix([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ])
  const y = ['even', 'odd', 'odd', 'even']
  assert.deepEqual(new DecisionTreeClassifier().fit(X, y).predict(X), y)
})

test('of equally good splits the first column and the smallest threshold win', () => {
  const X = denseMatrix([
    [5, 1, 1],
    [5, 2, 2],
    [5, 3, 3],
  ])
  const { trees } = new DecisionTreeClassifier({ maxDepth: 1 }).fit(X, ['a', 'b', 'a'])
  assert.equal(trees.feature[0], 1)
  assert.equal(trees.threshold[0], 1.5)
})

test('contributions and bias sum to the probabilities', () => {
  const { X, y } = worlds[3]!
  const rows = denseMatrix(X)
  const model = new DecisionTreeClassifier({ minSamplesLeaf: 5 }).fit(rows, y)
  const { bias, values, outputs } = model.contributions(rows)
  const sums = Array.from({ length: rows.rows * outputs }, (_, e) => {
    const [i, k] = [Math.floor(e / outputs), e % outputs]
    let sum = bias[k]!
    for (let j = 0; j < rows.columns; j++) sum += values[(i * rows.columns + j) * outputs + k]!
    return sum
  })
  assertClose(sums, model.predictProba(rows).values, 1e-12)
})

test('numbers at the edge: 1e308, −0, the smallest difference, constant columns', () => {
  const huge = denseMatrix([[-1e308], [1e308], [1.7e308], [1.79e308]])
  const y = ['a', 'a', 'b', 'b']
  assert.deepEqual(new DecisionTreeClassifier().fit(huge, y).predict(huge), y)
  const close = denseMatrix([[1], [1], [1 + Number.EPSILON], [1 + Number.EPSILON]])
  assert.deepEqual(new DecisionTreeClassifier().fit(close, y).predict(close), y)
  const zeros = new DecisionTreeClassifier().fit(denseMatrix([[-0], [0], [0], [-0]]), y)
  assert.equal(zeros.trees.feature.length, 1)
  assert.deepEqual([...zeros.predictProba(denseMatrix([[7]])).values], [0.5, 0.5])
})

test('a depth, a number of leaves and a number of columns are kept to', () => {
  const { X, y } = worlds[4]!
  const rows = denseMatrix(X)
  const leaves = (options: object) =>
    new DecisionTreeClassifier(options).fit(rows, y).trees.feature.filter((feature) => feature < 0).length
  assert.equal(leaves({ maxLeafNodes: 7 }), 7)
  assert.ok(leaves({ maxDepth: 2 }) <= 4)
  const draws = [0, 1, 2].map(
    (seed) => new DecisionTreeClassifier({ maxFeatures: 'sqrt', seed }).fit(rows, y).trees.feature[0],
  )
  assert.ok(new Set(draws).size > 1, 'other seeds draw other columns')
})

test('options outside their range are refused together', () => {
  assert.throws(() => new DecisionTreeClassifier({ maxDepth: 0, minSamplesSplit: 1, maxFeatures: 0.5 }), {
    code: 'INVALID_OPTION',
    message:
      'DecisionTreeClassifier: maxDepth: expected a whole number of 1 or more, got 0; minSamplesSplit: expected a whole number of 2 or more, got 1; maxFeatures: expected "sqrt", "log2" or a whole number of 1 or more, got 0.5.',
  })
})
