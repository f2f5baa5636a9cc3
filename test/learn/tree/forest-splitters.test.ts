import assert from 'node:assert/strict'
import { test } from 'node:test'
import { denseMatrix, Random } from 'slipway/learn'
import { binMatrix, type DenseBins } from '../../../src/learn/tree/forest/binned-matrix.ts'
import { ClassSplitter } from '../../../src/learn/tree/forest/class-splitter.ts'
import type { ForestData } from '../../../src/learn/tree/forest/data.ts'
import { growForestTree } from '../../../src/learn/tree/forest/grow-tree.ts'
import { NumberSplitter } from '../../../src/learn/tree/forest/number-splitter.ts'
import { TwoClassSplitter } from '../../../src/learn/tree/forest/two-class-splitter.ts'
import { gini } from '../../../src/learn/tree/split/impurity.ts'
import { classTally, numberTally } from '../../../src/learn/tree/split/tally.ts'
import { assertClose } from '../../support/reference.ts'

/** Columns of many values, of few, and of one; the class hangs on two of them and on chance. */
function makeData(n: number, classes: number, settings: Partial<ForestData['settings']> = {}) {
  const random = new Random(9)
  const rows = Array.from({ length: n }, () => [
    random.next(),
    random.below(4),
    7,
    random.next() ** 3,
    random.below(40),
  ])
  const codes = Int32Array.from(rows, ([a, b]) => Math.floor((a + b / 4 + random.next()) * classes * 0.34) % classes)
  const matrix = binMatrix(denseMatrix(rows)) as DenseBins
  const all = {
    criterion: 'gini',
    maxDepth: -1,
    minSamplesSplit: 2,
    minSamplesLeaf: 1,
    features: 2,
    drawsThresholds: false,
    ...settings,
  } as const
  const weights = Float64Array.from({ length: n }, () => 1 + random.below(3))
  return { matrix, codes, y: undefined, weights, classes, settings: { bootstrap: true, seed: 3, ...all } }
}

test('two classes in one number are split where any number of classes are', () => {
  for (const minSamplesLeaf of [1, 5]) {
    for (const n of [3, 20, 100, 900]) {
      const { matrix, codes, weights } = makeData(n, 2)
      const make = () => ({
        target: { codes, weights, classes: 2, y: undefined },
        tally: classTally(codes, weights, 2, gini),
        ...{ order: Int32Array.from(codes.keys()), impurity: gini, drawsThresholds: false },
        ...{ minSamplesLeaf, features: matrix.d, random: new Random(0) },
      })
      const classWeights = new Float64Array(2)
      for (let i = 0; i < n; i++) classWeights[codes[i]] += weights[i]
      const [one, other] = [TwoClassSplitter.of(matrix, make())!, new ClassSplitter(matrix, make())].map((splitter) => {
        const found = splitter.search(0, n, classWeights, classWeights[0] + classWeights[1])
        const middle = found ? splitter.partition(0, n) : 0
        return { found, middle, worth: splitter.worth, sides: [...splitter.sides] }
      })
      assert.equal(one.found, other.found)
      assert.ok(!one.found || (one.middle >= minSamplesLeaf && n - one.middle >= minSamplesLeaf))
      if (!one.found) continue
      assertClose([one.worth], [other.worth], 1e-12)
      assert.deepEqual({ ...one, worth: 0 }, { ...other, worth: 0 })
    }
  }
})

test('weights that are no whole numbers are not put into one number', () => {
  const { matrix, codes, weights } = makeData(20, 2)
  const input = { order: Int32Array.from(codes.keys()), impurity: gini, minSamplesLeaf: 1, features: 2 }
  const make = (last: number) => {
    const target = { codes, weights: weights.with(19, last), classes: 2, y: undefined }
    const tally = classTally(codes, target.weights, 2, gini)
    return TwoClassSplitter.of(matrix, { ...input, target, tally, drawsThresholds: false, random: new Random(0) })
  }
  assert.ok(make(2))
  assert.equal(make(0.5), undefined)
  assert.equal(make(2 ** 26), undefined)
})

test('bytes that are copied near give the same tree as bytes from all over memory', () => {
  for (const classes of [2, 3]) {
    const data = makeData(6_000, classes, { minSamplesLeaf: 2 })
    const far = { ...data, matrix: { ...data.matrix, byRow: undefined } }
    assert.ok(data.matrix.byRow)
    assert.deepEqual(growForestTree(data, 1), growForestTree(far, 1))
  }
})

test('rows that count as often as their weight says, without drawing, are learned by heart', () => {
  const data = makeData(500, 3, { bootstrap: false, features: 5, criterion: 'entropy' })
  const { trees } = growForestTree({ ...data, weights: data.weights.map((w) => w / 7) }, 0)
  const leaves = [...trees.feature.keys()].filter((i) => trees.feature[i] < 0)
  const pure = leaves.filter((i) => Math.max(...trees.value.subarray(3 * i, 3 * i + 3)) > 1 - 1e-9)
  assert.equal(pure.length, leaves.length)
})

test('a column that is constant in one part of the rows is asked in another', () => {
  const random = new Random(4)
  const rows = Array.from({ length: 600 }, (_, i) => {
    const value = (random.below(100) + 0.5) / 100
    return [i % 2, i % 2 === 0 ? value : 5, i % 2 === 1 ? value : 5, 1, i % 3]
  })
  const codes = Int32Array.from(rows, ([, a, b]) => Math.floor(Math.min(a, b) * 10) % 2)
  const matrix = binMatrix(denseMatrix(rows))
  for (const features of [1, 2, 5]) {
    const settings = { ...makeData(1, 2).settings, features, bootstrap: false }
    const { trees } = growForestTree(
      { ...{ matrix, codes, y: undefined, settings, classes: 2 }, weights: new Float64Array(600).fill(1) },
      0,
    )
    for (let i = 0; i < trees.feature.length; i++) {
      if (trees.feature[i] < 0) assert.ok(Math.max(trees.value[2 * i], trees.value[2 * i + 1]) === 1)
    }
  }
})

test('a column of few values has a bin for each, ascending, in whatever order they come', () => {
  const { bins, starts, low, high } = binMatrix(denseMatrix([[3], [-0], [-7], [0], [3], [1e300]])) as DenseBins
  assert.deepEqual([...bins], [2, 1, 0, 1, 2, 3])
  assert.deepEqual([...starts], [0, 4])
  assert.deepEqual(
    [[...low], [...high]],
    [
      [-7, 0, 3, 1e300],
      [-7, 0, 3, 1e300],
    ],
  )
})

test('few rows of numbers are split by sorting where many are by adding up bins', () => {
  const random = new Random(11)
  for (const minSamplesLeaf of [1, 3]) {
    for (const n of [2, 5, 12, 24]) {
      const rows = Array.from({ length: n }, () => [random.below(3), random.next(), 7, random.below(9)])
      const matrix = binMatrix(denseMatrix(rows)) as DenseBins
      const y = Float64Array.from(rows, ([a, b]) => a - b + random.next())
      const weights = Float64Array.from(y, () => 1 + random.below(3))
      const tally = numberTally(y, weights)
      const sums = new Float64Array(tally.size)
      tally.empty(sums)
      for (let i = 0; i < n; i++) tally.add(sums, i)
      const splitter = new NumberSplitter(
        matrix,
        {
          ...{ target: { codes: new Int32Array(), classes: 0, y, weights }, tally, impurity: gini },
          ...{ order: Int32Array.from(y.keys()), minSamplesLeaf, features: 4, drawsThresholds: false },
          random: new Random(0),
        },
        y,
      )
      const found = splitter.search(0, n, sums, sums[0])
      // By definition: the worth of each side's mean, of all splits that keep enough rows on both sides.
      let best = Number.NEGATIVE_INFINITY
      for (let j = 0; j < 4; j++) {
        for (const { [j]: threshold = 0 } of rows) {
          const isLeft = rows.map((row) => row[j] <= threshold)
          const count = isLeft.filter(Boolean).length
          if (count < minSamplesLeaf || n - count < minSamplesLeaf) continue
          const worth = [true, false].reduce((sum, side) => {
            const of = [...y.keys()].filter((i) => isLeft[i] === side)
            const total = of.reduce((add, i) => add + weights[i] * y[i], 0)
            return sum + total ** 2 / of.reduce((add, i) => add + weights[i], 0)
          }, 0)
          best = Math.max(best, worth)
        }
      }
      assert.equal(found, best > Number.NEGATIVE_INFINITY)
      if (found) assertClose(splitter.worth, best, 1e-12)
    }
  }
})
