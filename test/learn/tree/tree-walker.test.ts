import assert from 'node:assert/strict'
import { test } from 'node:test'
import { denseMatrix, HistGradientBoostingClassifier, Random, RandomForestClassifier } from 'slipway/learn'
import { byCategory } from '../../../src/learn/tree/predict/boosted-trees.ts'
import { CompactTrees } from '../../../src/learn/tree/predict/compact-trees.ts'
import { ForestWalker } from '../../../src/learn/tree/predict/forest-walker.ts'
import { MaskedTrees } from '../../../src/learn/tree/predict/masked-trees.ts'
import { RankedTrees } from '../../../src/learn/tree/predict/ranked-trees.ts'

const random = new Random(8)

/** Numbers of every kind: few different ones, ties with thresholds, both zeros, huge, and missing where that is allowed. */
function rows(count: number, missing: boolean): number[][] {
  return Array.from({ length: count }, () => [
    random.below(5),
    random.next() * (random.below(2) === 0 ? 1e300 : 1),
    [0, -0, 1, -1][random.below(4)],
    missing && random.below(3) === 0 ? Number.NaN : random.next(),
    7,
  ])
}

test('trees give the same bytes in every layout: missing values, both zeros, thresholds themselves', () => {
  const learned = rows(400, true)
  const y = learned.map(([a, b, c], i) => ['x', 'y', 'z'][(a + (b > 0.5 ? 1 : 0) + c + 1 + (i % 2)) % 3])
  const { trees } = new HistGradientBoostingClassifier({ maxIter: 9, minSamplesLeaf: 3 }).fit(denseMatrix(learned), y)
  const walkers = [new CompactTrees(trees), RankedTrees.of(trees)!, MaskedTrees.of(trees)!]
  assert.ok(walkers.every(Boolean))
  const thresholds = [...trees.threshold].slice(0, 200).map((t) => [t, t, t, t, t])
  for (const row of [...learned, ...rows(300, true), ...thresholds, Array(5).fill(Number.NaN)]) {
    for (const count of [trees.roots.length, 3, 1]) {
      const [one, ...others]: Float64Array[] = walkers.map((walker) => {
        const sum = new Float64Array(3)
        walker.addInTurns(Float64Array.from(row), count, sum)
        return sum
      })
      for (const other of others) assert.deepEqual(other, one)
    }
  }
})

test('trees of 32 leaves, of one, and all to one side give the same bytes in every layout', () => {
  const learned = rows(2_000, true)
  const y = learned.map(([a, b, c]) => (a + b + c + random.next() > 2 ? 'yes' : 'no'))
  const fit = (options: object) =>
    new HistGradientBoostingClassifier({ maxIter: 9, ...options }).fit(denseMatrix(learned), y)
  const chain = {
    roots: Int32Array.of(0, 63),
    feature: Int32Array.from({ length: 64 }, (_, i) => (i < 62 && i % 2 === 0 ? 1 : -1)),
    threshold: Float64Array.from({ length: 64 }, (_, i) => 1 - i / 64),
    left: Int32Array.from({ length: 64 }, (_, i) => i + 1),
    value: Float64Array.from({ length: 64 }, (_, i) => i),
    outputs: 1,
  }
  assert.equal(MaskedTrees.of(fit({ maxLeafNodes: 33, minSamplesLeaf: 1 }).trees), undefined)
  for (const trees of [fit({ maxLeafNodes: 32, minSamplesLeaf: 1 }).trees, chain]) {
    const walkers = [new CompactTrees(trees), MaskedTrees.of(trees)!]
    for (const row of [...learned.slice(0, 300), ...rows(300, true)]) {
      const [one, other]: Float64Array[] = walkers.map((walker) => {
        const sum = new Float64Array(1)
        walker.addInTurns(Float64Array.from(row), trees.roots.length, sum)
        return sum
      })
      assert.deepEqual(one, other)
    }
  }
})

test('a forest answers the same in every layout, one row or many at a time', () => {
  const learned = rows(300, false)
  const X = denseMatrix(rows(1_500, false))
  for (const labels of [
    ['no', 'yes'],
    ['a', 'b', 'c'],
  ]) {
    const K = labels.length
    const y = learned.map(([a, b], i) => labels[Math.floor(a + b + (i % 3)) % K])
    // Leaves of some rows have many different values.
    for (const options of [{ nEstimators: 21 }, { nEstimators: 90, minSamplesLeaf: 4 }]) {
      const { trees } = new RandomForestClassifier(options).fit(denseMatrix(learned), y)
      const count = trees.roots.length
      const asked = ForestWalker.of(trees)!
      const many = new Float64Array(X.rows * K)
      asked.addAllAnswers(X, count, many)
      for (let i = 0; i < X.rows; i++) {
        for (const walker of [RankedTrees.of(trees)!, new CompactTrees(trees), asked]) {
          const sum = new Float64Array(K)
          walker.addAnswers(X.values.subarray(5 * i, 5 * i + 5), count, sum)
          assert.deepEqual(sum, many.subarray(K * i, K * i + K))
        }
      }
    }
  }
})

test('a forest of single leaves, and one of a tree too large for short ways, are answered too', () => {
  const leaf = { feature: Int32Array.of(-1), threshold: new Float64Array(1), left: new Int32Array(1) }
  const leaves = { ...leaf, roots: new Int32Array(9), value: Float64Array.of(0.25, 0.75), outputs: 2 }
  const sum = new Float64Array(2)
  ForestWalker.of(leaves)!.addAnswers(Float64Array.of(3), 9, sum)
  assert.deepEqual([...sum], [2.25, 6.75])
  // A complete tree: at its root a way to the left child that is as long as half of the tree.
  const n = 2 ** 18 - 1
  const large = {
    roots: Int32Array.of(0),
    feature: Int32Array.from({ length: n }, (_, i) => (i < (n - 1) / 2 ? Math.floor(Math.log2(i + 1)) : -1)),
    threshold: new Float64Array(n),
    left: Int32Array.from({ length: n }, (_, i) => 2 * i + 1),
    value: new Float64Array(n),
    outputs: 1,
  }
  assert.equal(ForestWalker.of(large), undefined)
})

test('a category goes left where the list of a node has it, first and last and between', () => {
  const left = [2, 3, 5, 8, 13, 40]
  const asked = new CompactTrees({
    roots: Int32Array.of(0),
    feature: Int32Array.of(0, -1, -1),
    threshold: Float64Array.of(1, 0, 0),
    left: Int32Array.of(1, 0, 0),
    value: Float64Array.of(0, 1, 2),
    outputs: 1,
    route: Uint8Array.of(byCategory, 0, 0),
    // The list of another node is before and behind it.
    listed: Int32Array.of(99, left.length, ...left, 1, 41),
  })
  for (let level = 0; level < 60; level++) {
    const sum = new Float64Array(1)
    asked.addInTurns(Float64Array.of(level), 1, sum)
    assert.equal(sum[0], left.includes(level) ? 1 : 2, String(level))
  }
})

test('trees that ask about categories, and columns of too many thresholds, keep the other layout', () => {
  const X = denseMatrix(Array.from({ length: 80 }, (_, i) => [i % 8, i % 3]))
  const y = Array.from({ length: 80 }, (_, i) => ([1, 4, 6].includes(i % 8) ? 'a' : 'b'))
  const boosting = new HistGradientBoostingClassifier({ maxIter: 3, minSamplesLeaf: 1, categoricalFeatures: [0] })
  assert.equal(RankedTrees.of(boosting.fit(X, y).trees), undefined)
  const n = 70_001
  const inner = (n - 1) / 2
  const chain = {
    roots: Int32Array.of(0),
    feature: Int32Array.from({ length: n }, (_, i) => (i < n - 1 && i % 2 === 0 ? 0 : -1)),
    threshold: Float64Array.from({ length: n }, (_, i) => inner - i / 2),
    left: Int32Array.from({ length: n }, (_, i) => i + 1),
    value: new Float64Array(n),
    outputs: 1,
  }
  assert.equal(RankedTrees.of(chain), undefined)
  assert.equal(ForestWalker.of(chain), undefined)
})

test('trees whose leaves have more different values than a node has room for answer the same', () => {
  const stumps = 17_000
  const trees = {
    roots: Int32Array.from({ length: stumps }, (_, t) => 3 * t),
    feature: Int32Array.from({ length: 3 * stumps }, (_, i) => (i % 3 === 0 ? 1 : -1)),
    threshold: Float64Array.from({ length: 3 * stumps }, (_, i) => (i % 300) / 300),
    left: Int32Array.from({ length: 3 * stumps }, (_, i) => i + 1),
    value: Float64Array.from({ length: 3 * stumps }, (_, i) => i / 7),
    outputs: 1,
  }
  const walkers = [RankedTrees.of(trees)!, new CompactTrees(trees)]
  for (const x of [-1, 0, 0.3, 0.5, 2]) {
    const [one, other] = walkers.map((walker): Float64Array => {
      const sum = new Float64Array(1)
      walker.addInTurns(Float64Array.of(9, x), stumps, sum)
      return sum
    })
    assert.deepEqual(one, other)
  }
})
