import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  denseMatrix,
  HistGradientBoostingClassifier,
  HistGradientBoostingClassifierModel,
  logLoss,
  Random,
  toSparse,
} from 'slipway/learn'
import { assertClose } from '../../support/reference.ts'

/** Rows whose label hangs on column 0, on whether column 1 is missing, and on the category in column 2. */
function makeRows(n: number, levels: number, seed: number) {
  const random = new Random(seed)
  const liked = new Set(Array.from({ length: levels }, (_, level) => level).filter(() => random.below(2) === 0))
  const rows = Array.from({ length: n }, () => [
    random.next() * 4 - 2,
    random.below(3) === 0 ? Number.NaN : random.next(),
    random.below(levels),
  ])
  const y = rows.map(([a, b, level]) => {
    const z = a! + (Number.isNaN(b) ? 2 : -1) + (liked.has(level!) ? 2 : -2)
    return random.next() < 1 / (1 + Math.exp(-2 * z)) ? 'yes' : 'no'
  })
  return { X: denseMatrix(rows), y }
}

const accuracy = (labels: readonly unknown[], y: readonly unknown[]) =>
  labels.filter((label, i) => label === y[i]).length / y.length

test('missing values and categories without order are learned from as they are', () => {
  const { X, y } = makeRows(4_000, 40, 1)
  const fit = (categoricalFeatures: number[]) =>
    new HistGradientBoostingClassifier({ maxIter: 60, maxLeafNodes: 6, categoricalFeatures }).fit(X, y)
  const native = fit([2])
  assert.ok(accuracy(native.predict(X), y) > 0.9)
  assert.ok(accuracy(native.predict(X), y) > accuracy(fit([]).predict(X), y) + 0.01)
  const read = native.toParts()
  const again = HistGradientBoostingClassifierModel.fromParts({
    ...read,
    config: JSON.parse(JSON.stringify(read.config)),
  })
  assert.deepEqual(again.predictProba(X), native.predictProba(X))
  assert.deepEqual(again.toParts(), read)
})

test('a category that training did not know is answered as a missing one', () => {
  const { X, y } = makeRows(2_000, 20, 2)
  const model = new HistGradientBoostingClassifier({ maxIter: 20, categoricalFeatures: [2] }).fit(X, y)
  const ask = (code: number) => [...model.predictProba(denseMatrix([[0.5, 0.5, code]])).values]
  assert.deepEqual(ask(77), ask(Number.NaN))
  assert.deepEqual(ask(2_147_483_647), ask(Number.NaN))
})

test('a hundred thousand categories are learned from, the rare ones together', () => {
  const random = new Random(3)
  const rows = Array.from({ length: 6_000 }, () => {
    const isCommon = random.below(2) === 0
    return [isCommon ? random.below(4) : 10 + random.below(100_000)]
  })
  const y = rows.map(([code]) => (code! < 4 ? code! % 2 : 2))
  const X = denseMatrix(rows)
  const model = new HistGradientBoostingClassifier({ maxIter: 20, categoricalFeatures: [0] }).fit(X, y)
  assert.ok(accuracy(model.predict(X), y) > 0.95)
})

test('a column in which all is missing, or all is the same, changes nothing', () => {
  const { X, y } = makeRows(500, 5, 4)
  const wider = denseMatrix(
    Array.from({ length: X.rows }, (_, i) => [...X.values.subarray(3 * i, 3 * i + 3), Number.NaN, 8]),
  )
  const make = () => new HistGradientBoostingClassifier({ maxIter: 10, categoricalFeatures: [2] })
  const model = make().fit(wider, y)
  assert.deepEqual(model.predictProba(wider), make().fit(X, y).predictProba(X))
  assert.deepEqual([...model.featureImportances.subarray(3)], [0, 0])
  const nothing = denseMatrix(y.map(() => [Number.NaN]))
  const prior = y.filter((label) => label === 'yes').length / y.length
  assertClose(make().options.maxIter!, 10, 0)
  assertClose(
    new HistGradientBoostingClassifier().fit(nothing, y).predictProba(denseMatrix([[1]])).values,
    [1 - prior, prior],
    1e-9,
  )
})

test('contributions and bias sum to the decision, for two classes and for more', () => {
  const { X, y } = makeRows(600, 8, 5)
  const three = y.map((label, i) => (X.values[3 * i]! > 1 ? 'far' : label))
  for (const labels of [y, three]) {
    const model = new HistGradientBoostingClassifier({ maxIter: 15, categoricalFeatures: [2] }).fit(X, labels)
    const { bias, values, outputs } = model.contributions(X)
    const sums = Array.from({ length: X.rows * outputs }, (_, e) => {
      const [i, k] = [Math.floor(e / outputs), e % outputs]
      return [0, 1, 2].reduce((sum, j) => sum + values[(i * 3 + j) * outputs + k]!, bias[k]!)
    })
    assertClose(sums, model.decisionFunction(X).values, 1e-12)
  }
})

test('with rows held back it stops when they are no longer answered better', () => {
  const { X, y } = makeRows(1_500, 10, 6)
  const asked = makeRows(1_500, 10, 6)
  const options = { maxIter: 300, learningRate: 0.3, categoricalFeatures: [2] }
  const stopped = new HistGradientBoostingClassifier({ ...options, earlyStopping: true, nIterNoChange: 5 }).fit(X, y)
  const whole = new HistGradientBoostingClassifier(options).fit(X, y)
  assert.ok(stopped.iterations < 100, String(stopped.iterations))
  assert.equal(whole.iterations, 300)
  assert.ok(logLoss(asked.y, stopped.predictProba(asked.X)) < 1)
})

test('sparse and dense grow the same trees, zeros left out or not', () => {
  const random = new Random(7)
  const rows = Array.from({ length: 500 }, () =>
    Array.from({ length: 12 }, () => (random.below(4) > 0 ? 0 : random.next() - 0.4)),
  )
  const X = denseMatrix(rows)
  const y = rows.map((row) => Math.sign(row[0]! + row[3]! + (random.next() - 0.5) / 5))
  const make = () => new HistGradientBoostingClassifier({ maxIter: 10, minSamplesLeaf: 5 })
  assert.deepEqual(make().fit(toSparse(X), y).toParts(), make().fit(X, y).toParts())
})

test('numbers at the edge: 1e308, −0, a few rows, depth and leaves', () => {
  const rows = Array.from({ length: 80 }, (_, i) => [
    (i % 2 === 0 ? 1 : -1) * (1e308 + i * 1e305),
    i % 3 === 0 ? -0 : 0,
  ])
  const X = denseMatrix(rows)
  const y = rows.map(([value]) => value! > 0)
  const labels = y.map(String)
  assert.deepEqual(new HistGradientBoostingClassifier({ maxIter: 5 }).fit(X, labels).predict(X), labels)
  const { X: many, y: ofMany } = makeRows(2_000, 10, 8)
  const leaves = (options: object) => {
    const { feature } = new HistGradientBoostingClassifier({ maxIter: 1, ...options }).fit(many, ofMany).trees
    return feature.filter((j) => j < 0).length
  }
  assert.equal(leaves({ maxLeafNodes: 9 }), 9)
  assert.ok(leaves({ maxDepth: 2 }) <= 4)
})

test('codes that are none, and options outside their range, are refused', () => {
  const fit = (codes: number[], categoricalFeatures = [0]) =>
    new HistGradientBoostingClassifier({ categoricalFeatures }).fit(
      denseMatrix(codes.map((code) => [code])),
      codes.map((_, i) => i % 2),
    )
  assert.throws(() => fit([0, 1.5]), {
    code: 'INVALID_INPUT',
    message:
      'HistGradientBoostingClassifier: X: expected whole codes from 0 to 2147483647 in column 0, which holds categories, got 1.5 in row 1 (counted from 0).',
  })
  assert.throws(() => fit([0, -1]), { code: 'INVALID_INPUT', message: /got -1 in row 1/ })
  assert.throws(() => fit([0, 1], [1]), {
    code: 'INVALID_OPTION',
    message:
      'HistGradientBoostingClassifier: categoricalFeatures: expected whole numbers from 0 to 0, the columns of X, got 1.',
  })
  assert.throws(() => fit([0, Number.POSITIVE_INFINITY], []), {
    code: 'INVALID_INPUT',
    message: /expected finite numbers, or NaN for a missing one, got Infinity in row 1/,
  })
  assert.throws(() => new HistGradientBoostingClassifier({ learningRate: 0, maxBins: 256 }), {
    code: 'INVALID_OPTION',
    message:
      'HistGradientBoostingClassifier: learningRate: expected a number above 0 to 1, got 0; maxBins: expected a whole number from 2 to 255, got 256.',
  })
})

test('one thread and two give the same bytes, whatever is missing and whichever columns hold categories', () => {
  const { X, y } = makeRows(3_000, 30, 9)
  const random = new Random(10)
  const wide = denseMatrix(
    y.map((_, i) => [...X.values.subarray(3 * i, 3 * i + 3), ...Array.from({ length: 14 }, () => random.below(90))]),
  )
  const three = y.map((label, i) => (X.values[3 * i]! > 1 ? 'far' : label))
  for (const labels of [y, three]) {
    const fit = (nJobs: number) =>
      new HistGradientBoostingClassifier({ maxIter: 150, nJobs, categoricalFeatures: [2, 5] }).fit(wide, labels)
    assert.deepEqual(fit(2).toParts(), fit(1).toParts())
  }
})
